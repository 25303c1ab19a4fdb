public import Core

/// One of the platform's operators.
public enum PlatformOperator {}

/// An operator who is signed in.
public struct OperatorSession: Sendable {
    public let id: Identifier
    public let operatorID: ID<PlatformOperator>
    public let name: String
    public let email: String
    /// The organisation and support session the operator is in now.
    public let support: (organisation: ID<Organisation>, session: Identifier)?
}
