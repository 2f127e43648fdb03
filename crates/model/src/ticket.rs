//! Tickets: questions to the account above, the answers to them, and how far that got.

use std::fmt;

use crate::error::{Error, Field, Prohibition, Reason, Result};

/// Row id of a department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DepartmentId(pub i64);

/// Row id of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketId(pub i64);

/// Row id of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplyId(pub i64);

/// Row id of an attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttachmentId(pub i64);

/// The number that people quote: six digits, and more once these are used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketNumber(pub i64);

impl fmt::Display for TicketNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// The smallest number with six digits.
const FIRST_NUMBER: i64 = 100_000;

impl TicketNumber {
    /// The number of the ticket in a row. No two rows have the same, and neighbours are far apart,
    /// so that a number says neither how many tickets there are nor which comes next.
    #[must_use]
    pub const fn of(id: TicketId) -> Self {
        let (mut place, mut first) = (id.0 - 1, FIRST_NUMBER);
        while place >= 9 * first {
            place -= 9 * first;
            first *= 10;
        }
        Self(first + shuffled(place, 9 * first))
    }
}

/// Where a permutation of `0..size` puts `place`: a Feistel network over the next power of four,
/// walked until it comes back into range.
const fn shuffled(place: i64, size: i64) -> i64 {
    const ROUNDS: [i64; 4] = [0x2545_F491, 0x1B87_3593, 0x6C07_8965, 0x5D58_8B65];
    let mut half = 1;
    while 1 << (2 * half) < size {
        half += 1;
    }
    let mask = (1 << half) - 1;
    let mut walker = place;
    loop {
        let (mut left, mut right) = (walker >> half, walker & mask);
        let mut round = 0;
        while round < ROUNDS.len() {
            let mixed = (right + ROUNDS[round]).wrapping_mul(0x4F6C_DD1D_9E37_79B1);
            (left, right) = (right, left ^ ((mixed >> 29) & mask));
            round += 1;
        }
        walker = (left << half) | right;
        if walker < size {
            return walker;
        }
    }
}

/// How far a ticket got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TicketState {
    /// Waits for its first answer, or was opened again.
    Open,
    /// The seller spoke last.
    Answered,
    /// The client spoke last.
    ClientReply,
    /// Done with.
    Closed,
}

impl TicketState {
    const ALL: [Self; 4] = [Self::Open, Self::Answered, Self::ClientReply, Self::Closed];

    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::ClientReply => "client-reply",
            Self::Closed => "closed",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// What a reply from one side makes of a ticket, whatever it was before: whoever still has
    /// something to say opens a closed one again.
    #[must_use]
    pub const fn after_reply(side: Side) -> Self {
        match side {
            Side::Client => Self::ClientReply,
            Side::Staff => Self::Answered,
        }
    }

    /// What closing makes of it.
    ///
    /// # Errors
    /// When it is closed already.
    pub const fn closed(self) -> Result<Self> {
        match self {
            Self::Open | Self::Answered | Self::ClientReply => Ok(Self::Closed),
            Self::Closed => Err(Error::Prohibited(Prohibition::TicketClosed)),
        }
    }

    /// What opening it again makes of it.
    ///
    /// # Errors
    /// When it is not closed.
    pub const fn reopened(self) -> Result<Self> {
        match self {
            Self::Closed => Ok(Self::Open),
            Self::Open | Self::Answered | Self::ClientReply => {
                Err(Error::Prohibited(Prohibition::TicketOpen))
            }
        }
    }
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Whoever asked.
    Client,
    /// The account above, which answers.
    Staff,
}

impl Side {
    /// The word it is stored as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Staff => "staff",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Client, Self::Staff].into_iter().find(|side| side.word() == word)
    }
}

/// Characters a line may have: a subject, a name.
pub const LONGEST_LINE: u16 = 255;
/// Characters a ticket or a reply may have.
pub const LONGEST_TEXT: u16 = 65_535;
/// Bytes an attachment may have.
pub const LARGEST_ATTACHMENT: usize = 1 << 20;

/// Trims and checks a line of plain text.
///
/// # Errors
/// Names what is wrong with it.
pub fn check_line(field: Field, text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::Missing(field));
    }
    if text.chars().any(char::is_control) {
        return Err(Error::invalid(field, Reason::NotText));
    }
    if text.chars().count() > usize::from(LONGEST_LINE) {
        return Err(Error::invalid(field, Reason::LongerThan(LONGEST_LINE)));
    }
    Ok(text.to_owned())
}

/// Checks what a ticket or a reply says: lines of plain text that end in LF or CR LF. It is kept as
/// it was written.
///
/// # Errors
/// Names what is wrong with it.
pub fn check_text(text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Error::Missing(Field::Text));
    }
    let strange = |sign: char| sign.is_control() && !matches!(sign, '\n' | '\t');
    if text.split("\r\n").any(|line| line.contains(strange)) {
        return Err(Error::invalid(Field::Text, Reason::NotText));
    }
    if text.chars().count() > usize::from(LONGEST_TEXT) {
        return Err(Error::invalid(Field::Text, Reason::LongerThan(LONGEST_TEXT)));
    }
    Ok(())
}

/// Checks a file's name, its content type and its size.
///
/// # Errors
/// Names what is wrong with it.
pub fn check_attachment(name: &str, content_type: &str, size: usize) -> Result<()> {
    let refuse = |reason| Err(Error::invalid(Field::Attachment, reason));
    let name = check_line(Field::Attachment, name)?;
    // A name and no path, for whoever saves it.
    if name.contains(['/', '\\']) || !is_content_type(content_type) {
        return refuse(Reason::NotText);
    }
    if size > LARGEST_ATTACHMENT {
        return refuse(Reason::TooLarge);
    }
    Ok(())
}

/// `type/subtype`, both tokens of RFC 6838; parameters are of no use here.
fn is_content_type(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte);
    let is_token = |part: &str| (1..=127).contains(&part.len()) && part.bytes().all(fits);
    text.split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_are_used_up_before_there_are_seven() {
        let mut seen = vec![false; 1_000_000];
        for id in 1..=900_000 {
            let number = usize::try_from(TicketNumber::of(TicketId(id)).0).unwrap();
            assert!(number >= 100_000 && !seen[number], "{number} of row {id}");
            seen[number] = true;
        }
        let seventh = TicketNumber::of(TicketId(900_001)).0;
        assert!((1_000_000..10_000_000).contains(&seventh));
    }

    #[test]
    fn neighbours_do_not_give_the_next_number_away() {
        let numbers: Vec<i64> = (1..=5).map(|id| TicketNumber::of(TicketId(id)).0).collect();
        let steps: Vec<i64> = numbers.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(steps.windows(2).all(|pair| pair[0] != pair[1]), "{numbers:?}");
        assert!(steps.iter().all(|step| step.abs() > 100), "{numbers:?}");
    }

    #[test]
    fn only_what_is_open_closes_and_only_what_is_closed_opens() {
        for state in [TicketState::Open, TicketState::Answered, TicketState::ClientReply] {
            assert_eq!(state.closed(), Ok(TicketState::Closed));
            assert_eq!(state.reopened(), Err(Error::Prohibited(Prohibition::TicketOpen)));
        }
        assert_eq!(TicketState::Closed.reopened(), Ok(TicketState::Open));
        let closed = Err(Error::Prohibited(Prohibition::TicketClosed));
        assert_eq!(TicketState::Closed.closed(), closed);
    }

    #[test]
    fn texts_have_lines_and_subjects_have_one() {
        let refused = |reason| Err(Error::invalid(Field::Text, reason));
        for text in ["one\r\ntwo", "one\ntwo\n", "\tindented", "Grüße"] {
            assert_eq!(check_text(text), Ok(()), "{text:?}");
        }
        for text in ["one\rtwo", "one\r", "nul\0", "\u{1b}[31m"] {
            assert_eq!(check_text(text), refused(Reason::NotText), "{text:?}");
        }
        assert_eq!(check_text(" \r\n "), Err(Error::Missing(Field::Text)));
        assert_eq!(check_text(&"ü".repeat(65_535)), Ok(()));
        assert_eq!(check_text(&"ü".repeat(65_536)), refused(Reason::LongerThan(65_535)));

        let line = |text: &str| check_line(Field::Subject, text);
        let refused = |reason| Err(Error::invalid(Field::Subject, reason));
        assert_eq!(line("  Grüße "), Ok("Grüße".to_owned()));
        assert_eq!(line(" "), Err(Error::Missing(Field::Subject)));
        assert_eq!(line("one\ntwo"), refused(Reason::NotText));
        assert_eq!(line(&"ü".repeat(255)), Ok("ü".repeat(255)));
        assert_eq!(line(&"ü".repeat(256)), refused(Reason::LongerThan(255)));
    }

    #[test]
    fn attachments_have_names_and_bounds() {
        let refused = |reason| Err(Error::invalid(Field::Attachment, reason));
        assert_eq!(check_attachment("bill.pdf", "application/pdf", LARGEST_ATTACHMENT), Ok(()));
        assert_eq!(
            check_attachment("bill.pdf", "application/pdf", LARGEST_ATTACHMENT + 1),
            refused(Reason::TooLarge)
        );
        for name in ["../bill", "c:\\bill", "two\nlines"] {
            assert_eq!(check_attachment(name, "text/plain", 1), refused(Reason::NotText), "{name}");
        }
        for kind in ["", "pdf", "text/", "text/plain\r\nx: y", "text/html; charset=x"] {
            assert_eq!(check_attachment("a", kind, 1), refused(Reason::NotText), "{kind}");
        }
    }
}
