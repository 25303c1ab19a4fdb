public import Core

/// What those are told who remember something of organisations, members or keys.
public enum AccessNews: Sendable {
    /// From now on changes are heard of; what happened before was not.
    case listening
    /// Changes are no longer heard of: nothing may be remembered.
    case deaf
    /// Something has changed of this organisation.
    case organisation(ID<Organisation>)
    /// Something has changed of a person: their role, whether they are active, one of their sessions.
    case person(ID<User>)
    /// Something has changed of an API key.
    case key(Identifier)
    /// What a custom role may do has changed.
    case customRole
    /// Something has changed, nobody knows what.
    case anything
}
