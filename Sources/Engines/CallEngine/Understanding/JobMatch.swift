/// The job that a described problem needs.
enum JobMatch {
    /// The job with most of its words said, by stem; the first among equals; nil if none was.
    static func find(in text: String, among jobs: [JobOffer]) -> JobOffer? {
        let said = Set(Words(text).list.map(Stem.of))
        let spoken = Words(text)
        var best: (JobOffer, Int)?
        for job in jobs {
            var score = 0
            for phrase in job.words + [job.name] {
                let parts = Words(phrase).list
                if parts.count == 1, let part = parts.first {
                    if said.contains(Stem.of(part)) { score += 2 }
                } else if !parts.isEmpty, parts.allSatisfy({ said.contains(Stem.of($0)) }) {
                    score += spoken.contains(parts.joined(separator: " ")) ? 5 : 3
                }
            }
            if score > (best?.1 ?? 0) { best = (job, score) }
        }
        return best?.0
    }
}
