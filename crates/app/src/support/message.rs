//! What is said in a ticket or a reply, with the files that come with it.

use model::error::{Field, Reason};
use model::ticket::{ReplyId, TicketId, check_attachment, check_text};
use model::{Error, Result};
use store::Tx;
use store::attachments::NewAttachment;

use crate::keys::{Purpose, hex};
use crate::realm::Context;

/// Files that may come with one message.
const MOST_FILES: u16 = 10;

/// What is said, and the files that come with it.
#[derive(Debug, Clone, Default)]
pub struct Message {
    /// Lines of plain text.
    pub text: String,
    /// The files.
    pub files: Vec<File>,
}

/// A file that is attached.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its content type, `type/subtype`.
    pub content_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Message {
    /// A message without files.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), files: Vec::new() }
    }

    pub(super) fn check(&self) -> Result<()> {
        check_text(&self.text)?;
        if self.files.len() > usize::from(MOST_FILES) {
            return Err(Error::invalid(Field::Attachment, Reason::MoreThan(MOST_FILES)));
        }
        self.files
            .iter()
            .try_for_each(|file| check_attachment(&file.name, &file.content_type, file.bytes.len()))
    }

    /// What a repeated call must look like as far as its message goes; of files a digest will do.
    pub(super) fn asked(&self, cx: &Context) -> (String, Vec<[String; 3]>) {
        let digest = |file: &File| hex(&cx.realm.keys.derive(Purpose::Fingerprint, &[&file.bytes]));
        let asked = |file: &File| [file.name.clone(), file.content_type.clone(), digest(file)];
        (self.text.clone(), self.files.iter().map(asked).collect())
    }

    pub(super) fn attach(
        &self,
        tx: &mut Tx<'_>,
        ticket: TicketId,
        reply: Option<ReplyId>,
    ) -> Result<()> {
        for file in &self.files {
            tx.add_attachment(&NewAttachment {
                ticket,
                reply,
                name: file.name.trim(),
                content_type: &file.content_type,
                bytes: &file.bytes,
            })?;
        }
        Ok(())
    }
}
