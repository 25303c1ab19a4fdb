/// What people, businesses and streets are called.
enum DemoNames {
    static let first = [
        "Ada", "Aisha", "Alejandro", "Amara", "Andre", "Anita", "Antonio", "Beatriz", "Ben", "Bianca", "Caleb", "Carla",
        "Chen", "Chidi", "Claire", "Curtis", "Daniela", "Darius", "Deepa", "Dmitri", "Eleanor", "Elena", "Emeka",
        "Esther", "Farid", "Fatima", "Felix", "Gabriela", "George", "Grace", "Hassan", "Hector", "Imani", "Ines",
        "Jamal",
        "Janelle", "Jonas", "Joy", "Kavita", "Keiko", "Kofi", "Layla", "Liam", "Lucia", "Mateo", "Maya", "Mei",
        "Minh", "Nadia", "Noah", "Omar", "Oona", "Pablo", "Priya", "Quinn", "Rachel", "Ravi", "Ruth", "Samuel", "Sofia",
        "Tariq", "Theo", "Thuy", "Tomas", "Uma", "Victor", "Wanda", "Xavier", "Yara", "Yusuf", "Zoe",
    ]
    static let last = [
        "Abbott", "Acosta", "Adeyemi", "Ahmed", "Alvarez", "Banerjee", "Barnes", "Bauer", "Brooks", "Castillo",
        "Chandra",
        "Chavez", "Cohen", "Cruz", "Dang", "Delgado", "Diaz", "Dubois", "Edwards", "Eriksen", "Espinoza", "Farouk",
        "Fleming", "Flores", "Foster", "Garza", "Goldberg", "Guerrero", "Haines", "Harper", "Hoang", "Hughes", "Ibarra",
        "Ito", "Jackson", "Jensen", "Kaur", "Kim", "Kowalski", "Larsson", "Le", "Marsh", "Mbeki", "Mendoza", "Moreno",
        "Nakamura", "Nguyen", "Novak", "Obi", "Okafor", "Ortiz", "Pereira", "Pham", "Powell", "Quintero", "Ramirez",
        "Reyes", "Rossi", "Sandoval", "Santos", "Shah", "Silva", "Singh", "Stein", "Suzuki", "Torres", "Tran", "Vance",
        "Vasquez", "Walsh", "Washington", "Weiss", "Wu", "Young", "Zapata", "Zhang",
    ]

    /// The first and the second half of a business's name; the second with its industry.
    static let houses = [
        "Balcones", "Barton", "Blue Heron", "Bluebonnet", "Bouldin", "Bright", "Cedar", "Clarksville", "Copper Kettle",
        "East Side", "Hill Country", "Hyde Park", "Lamar", "Live Oak", "Lone Star", "Mesquite", "Mueller",
        "Pecan Grove",
        "Rosewood", "Sixth Street", "South Lamar", "Tarrytown", "Travis Heights", "Zilker",
    ]
    static let trades = [
        ("Animal Hospital", "Veterinary"), ("Auto Repair", "Automotive"), ("Bakery", "Food"), ("Barbers", "Retail"),
        ("Books", "Retail"), ("Café", "Food"), ("Dental", "Health care"), ("Florist", "Retail"), ("Grill", "Food"),
        ("Law Office", "Professional services"), ("Lofts", "Property"), ("Montessori School", "Education"),
        ("Pharmacy", "Health care"), ("Property Management", "Property"), ("Tax & Accounting", "Professional services"),
        ("Yoga", "Fitness"),
    ]

    /// A street of Austin, its ZIP code and the house numbers on it.
    struct Street: Sendable {
        let name: String
        let zip: String
        let numbers: ClosedRange<Int>

        init(_ name: String, _ zip: String, _ numbers: ClosedRange<Int>) {
            self.name = name
            self.zip = zip
            self.numbers = numbers
        }
    }

    static let streets = [
        Street("Congress Avenue", "78701", 100...1100), Street("Guadalupe Street", "78705", 1900...3400),
        Street("Rio Grande Street", "78705", 1900...3000), Street("Duval Street", "78751", 3800...5300),
        Street("Avenue G", "78751", 3800...5100), Street("Speedway", "78751", 3800...4900),
        Street("South Congress Avenue", "78704", 1100...4200), Street("South 1st Street", "78704", 500...3800),
        Street("Barton Springs Road", "78704", 1000...2200), Street("Kinney Avenue", "78704", 800...2600),
        Street("Annie Street", "78704", 100...900), Street("East Oltorf Street", "78741", 1500...2600),
        Street("East Riverside Drive", "78741", 1400...6500), Street("Manor Road", "78722", 1800...3600),
        Street("Airport Boulevard", "78722", 3200...4000), Street("East 12th Street", "78702", 1000...3000),
        Street("Chicon Street", "78702", 400...2200), Street("Holly Street", "78702", 1500...2900),
        Street("East Cesar Chavez Street", "78702", 900...3000), Street("Burnet Road", "78756", 4500...5900),
        Street("Shoal Creek Boulevard", "78757", 5900...8400), Street("Woodrow Avenue", "78757", 5500...7800),
        Street("North Lamar Boulevard", "78752", 6300...8300), Street("Exposition Boulevard", "78703", 1100...3500),
        Street("Enfield Road", "78703", 1100...3000), Street("West Lynn Street", "78703", 600...1800),
        Street("Balcones Drive", "78731", 3300...6300), Street("Mesa Drive", "78731", 6200...8200),
        Street("Steck Avenue", "78757", 1400...3200), Street("Jollyville Road", "78759", 9800...12400),
        Street("Parmer Lane", "78753", 500...2400), Street("Slaughter Lane", "78748", 500...3500),
        Street("Brodie Lane", "78745", 5000...8900), Street("Westgate Boulevard", "78745", 4500...8500),
        Street("William Cannon Drive", "78745", 200...2800), Street("Bee Caves Road", "78746", 1800...4200),
        Street("Southwest Parkway", "78735", 5000...8200), Street("Anderson Lane", "78757", 1500...3100),
        Street("Berkman Drive", "78723", 5000...7200), Street("Cameron Road", "78723", 5300...7100),
    ]
}
