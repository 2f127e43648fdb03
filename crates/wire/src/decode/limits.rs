//! How much of everything a caller may send; beyond it a call is refused, never served in part.

/// Bytes of a body, unless the settings say otherwise.
pub const BODY: usize = 1 << 20;
/// Parameters of one call, counted at every level.
pub const PARAMETERS: usize = 10_000;
/// How deep parameters may be nested.
pub const DEPTH: usize = 16;
/// The largest number in brackets that counts as an index; a larger one is a name like any other.
pub const INDEX: u32 = 999_999;
/// Blank parameters that a second look may forgive in one call.
pub const BLANKS: usize = 64;
/// Parameters of a call up to which the culprit of a nameless problem is searched for.
pub const SUSPECTS: usize = 64;
