/// What an `ID<Contact>` is of.
enum Contact {}
