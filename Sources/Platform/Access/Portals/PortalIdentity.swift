/// Somebody the organisation serves, or who sells for it, and may sign in to the portal.
public enum PortalIdentity {}
