extension Command {
    static let backup = Command(
        "backup", "Write the database and the files to one file.", usage: "FILE [--with-key]",
        details: """
            Works while Mainline serves; the database is taken as of one moment. The sealing key is left out unless --with-key
            is given: with another key, pay links that were sent lead nowhere, so keep a copy of it in another place.

            mainline backup /var/backups/mainline-2026-03-01.tar
            """
    ) { arguments in
        var arguments = arguments
        let withKey = arguments.flag("with-key")
        guard let file = arguments.word() else { throw UsageError("Name the file to write the backup to.") }
        let settings = try arguments.settings()
        try await Backup(settings).take(to: file, withKey: withKey)
        print("\(file) is written.")
        if !withKey { print("The sealing key is not in it: keep a copy of \(settings.sealingKeyFile) elsewhere.") }
    }

    static let restore = Command(
        "restore", "Put a backup back.", usage: "FILE [--replace]",
        details: """
            Checks every checksum first. Refuses a database that holds anything; --replace gives up what is there.
            Stop mainline serve before. A backup without the sealing key needs the key's copy at sealing_key_file.

            mainline restore /var/backups/mainline-2026-03-01.tar --data /var/lib/mainline
            """
    ) { arguments in
        var arguments = arguments
        let replaces = arguments.flag("replace")
        guard let file = arguments.word() else { throw UsageError("Name the backup's file.") }
        try await Backup(try arguments.settings()).restore(from: file, replaces: replaces)
        print("The backup is back. Run mainline doctor to check it.")
    }
}
