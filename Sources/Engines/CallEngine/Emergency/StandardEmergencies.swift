extension EmergencyTable {
    public static let standard = EmergencyTable(phrases: [])
}
