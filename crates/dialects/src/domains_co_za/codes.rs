//! The outcome of a call as a number, `intReturnCode`. The numbers 5 and 21 are not in use.

/// Every outcome that is documented or was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ReturnCode {
    /// It did not work, or what was asked for is taken.
    Unavailable = 0,
    /// It is done.
    Successful = 1,
    /// It is queued; a message will tell how it ended.
    Pending = 2,
    /// The name is too young to be unlocked. Only that call says so, and no table lists it.
    GracePeriod = 3,
    /// Nothing is queued that could be withdrawn.
    NothingPending = 4,
    /// The name, password, code, key or token is wrong.
    InvalidCredentials = 6,
    /// The caller's role or state does not allow it.
    NotPermitted = 7,
    /// It belongs to somebody else.
    NotAssociated = 8,
    /// The registry said something that has no number here.
    Unknown = 9,
    /// A required parameter was not sent.
    MissingParameter = 10,
    /// There is no such thing.
    NotFound = 11,
    /// The state it is in forbids it: a lock, for instance.
    StatusProhibits = 12,
    /// The caller has it already.
    AlreadyExists = 13,
    /// A parameter has a value that cannot be.
    SyntaxError = 14,
    /// There is no such call.
    UnknownCommand = 15,
    /// The server cannot reach its data, or is being serviced.
    DatabaseFailed = 16,
    /// The server is at fault.
    Internal = 17,
    /// The registry does not let us in.
    ConnectionRefused = 18,
    /// There is not enough money.
    BillingFailure = 19,
    /// The registry did not answer in time.
    TimedOut = 20,
    /// The registry cannot be reached.
    ConnectionFailed = 22,
}

impl ReturnCode {
    /// All of them, by number.
    pub const ALL: [Self; 21] = [
        Self::Unavailable,
        Self::Successful,
        Self::Pending,
        Self::GracePeriod,
        Self::NothingPending,
        Self::InvalidCredentials,
        Self::NotPermitted,
        Self::NotAssociated,
        Self::Unknown,
        Self::MissingParameter,
        Self::NotFound,
        Self::StatusProhibits,
        Self::AlreadyExists,
        Self::SyntaxError,
        Self::UnknownCommand,
        Self::DatabaseFailed,
        Self::Internal,
        Self::ConnectionRefused,
        Self::BillingFailure,
        Self::TimedOut,
        Self::ConnectionFailed,
    ];

    /// The number that travels.
    pub const fn number(self) -> i64 {
        self as i64
    }

    /// The outcome with this number.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.number() == number)
    }

    /// Its title, which `strMessage` repeats where a call has no words of its own. Only 3 has none in
    /// the provider's table.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Unavailable => "Not Available or Failed",
            Self::Successful => "Successful",
            Self::Pending => "Pending Action Successful",
            Self::GracePeriod => "Within Grace Period",
            Self::NothingPending => "Item Not Pending Action",
            Self::InvalidCredentials => "Invalid Login Credentials",
            Self::NotPermitted => "Authentication Error",
            Self::NotAssociated => "Association Prohibits Operation",
            Self::Unknown => "Unknown Error",
            Self::MissingParameter => "Missing Parameter",
            Self::NotFound => "Item Does Not Exist",
            Self::StatusProhibits => "Status Prohibits Operation",
            Self::AlreadyExists => "Item already exists",
            Self::SyntaxError => "Command Syntax Error",
            Self::UnknownCommand => "Unknown Command",
            Self::DatabaseFailed => "Database Call Failed",
            Self::Internal => "Internal Error",
            Self::ConnectionRefused => "Connection Refused",
            Self::BillingFailure => "Billing Failure",
            Self::TimedOut => "Request Timed Out",
            Self::ConnectionFailed => "Connection Failed to Provider",
        }
    }

    /// Whether the call was carried out, now or soon.
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Successful | Self::Pending)
    }
}

impl From<ReturnCode> for i64 {
    fn from(code: ReturnCode) -> Self {
        code.number()
    }
}
