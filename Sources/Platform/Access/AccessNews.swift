public import Core

/// What those are told who remember something of organisations, members or keys.
public enum AccessNews: Sendable {
    /// From now on changes are heard of; what happened before was not.
    case listening
    /// Changes are no longer heard of: nothing may be remembered.
    case deaf
    /// Something has changed of this organisation.
    case organisation(ID<Organisation>)
    /// Something has changed, nobody knows what.
    case anything
}
