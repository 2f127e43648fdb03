//! The numbers of refusals. Published are 100, 106, 112 and 116; all others are this project's own, and
//! stay as they are.

/// It is there already.
pub const EXISTS: u16 = 100;
/// A parameter was left out.
pub const MISSING: u16 = 101;
/// A parameter cannot be meant.
pub const INVALID: u16 = 102;
/// The request cannot be read.
pub const MALFORMED: u16 = 103;
/// There is nothing of that name, of a kind without a number of its own.
pub const NOT_FOUND: u16 = 104;
/// There is no such user.
pub const UNKNOWN_USER: u16 = 105;
/// There is no such domain.
pub const UNKNOWN_DOMAIN: u16 = 106;
/// The domain is disabled already.
pub const DOMAIN_DISABLED: u16 = 107;
/// The domain is enabled already.
pub const DOMAIN_ENABLED: u16 = 108;
/// What the domain is in the middle of rules it out.
pub const WRONG_STATE: u16 = 109;
/// The domain has no owner yet.
pub const NO_OWNER: u16 = 110;
/// The domain has an owner already.
pub const HAS_OWNER: u16 = 111;
/// The owner of the domain stays.
pub const OWNER_STAYS: u16 = 112;
/// There is no such role.
pub const UNKNOWN_ROLE: u16 = 113;
/// It is a role that every domain has.
pub const DEFAULT_ROLE: u16 = 114;
/// A user keeps at least one role.
pub const LAST_ROLE: u16 = 115;
/// The user is not in the state that the call needs.
pub const USER_STATE: u16 = 116;
/// There is no such plan.
pub const UNKNOWN_PLAN: u16 = 117;
/// There is no such key.
pub const UNKNOWN_KEY: u16 = 118;
/// Something changed since it was read.
pub const STALE: u16 = 119;

/// No credentials came, or they cannot be read.
pub const ABSENT: u16 = 200;
/// Nobody has the key, or the signature is wrong.
pub const WRONG: u16 = 201;
/// The signature was made too long ago, or lies ahead.
pub const OUT_OF_TIME: u16 = 202;
/// The signature came before.
pub const REPLAYED: u16 = 203;
/// The credentials are good, but for other calls.
pub const WRONG_KIND: u16 = 204;
/// The account or the user may not act.
pub const FORBIDDEN: u16 = 205;
/// Too many failed attempts.
pub const TOO_MANY_ATTEMPTS: u16 = 206;

/// No call has this path.
pub const UNKNOWN_CALL: u16 = 300;
/// The path is known with other methods.
pub const WRONG_METHOD: u16 = 301;
/// The caller reads no JSON.
pub const NOT_ACCEPTABLE: u16 = 302;
/// The body is too long.
pub const TOO_LARGE: u16 = 303;

/// The money does not suffice.
pub const NO_FUNDS: u16 = 400;
/// A supplier refused.
pub const REFUSED: u16 = 401;
/// A supplier could not be reached, and nothing happened.
pub const UNAVAILABLE: u16 = 402;
/// A supplier has not answered yet.
pub const OUTCOME_UNKNOWN: u16 = 403;
/// A fault of ours.
pub const INTERNAL: u16 = 500;
