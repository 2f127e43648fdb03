//! What may be said only once: ids of requests, signatures, links that let somebody in.

use model::Result;
use model::time::Timestamp;

use crate::tx::Tx;

impl Tx<'_> {
    /// Says a word within a scope; false when it was said there before, also by somebody who says it
    /// at the same moment. It is kept until `ends`, and longer where nobody forgets it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn say_once(&mut self, scope: &str, word: &str, ends: Timestamp) -> Result<bool> {
        let said = self.run(
            "INSERT INTO said_once (scope, word, ends) VALUES (?1, ?2, ?3)
             ON CONFLICT (scope, word) DO NOTHING",
            &[scope.into(), word.into(), ends.into()],
        )?;
        Ok(said == 1)
    }

    /// Forgets at most `most` words whose end has passed, oldest first, and says how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_said(&mut self, now: Timestamp, most: i64) -> Result<u64> {
        // Several nodes forget at once: each takes what no other has taken.
        let lock = if self.is_postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
        let sql = format!(
            "DELETE FROM said_once WHERE (scope, word) IN
                 (SELECT scope, word FROM said_once WHERE ends <= ?1
                  ORDER BY ends, scope, word LIMIT ?2 {lock})"
        );
        self.run(&sql, &[now.into(), most.into()])
    }
}
