//! Mail that is kept can be read, once for each id, by its whole recipient.

use app::ports::{Mail, Mailer};
use model::time::Timestamp;
use outbound::MailSink;

fn letter(id: &str, to: &str) -> Mail {
    Mail {
        id: id.to_owned(),
        at: Timestamp::from_unix(1_767_225_600),
        from: "hostmaster@nameyard.example".to_owned(),
        to: to.to_owned(),
        subject: format!("About {id}"),
        text: "shoes.co.za\n\nÜber alles: 'quotes', \"more\" and a\ttab".to_owned(),
    }
}

fn ids(mails: &[Mail]) -> Vec<&str> {
    mails.iter().map(|mail| mail.id.as_str()).collect()
}

#[tokio::test]
async fn the_newest_comes_last() {
    let folder = tempfile::tempdir().unwrap();
    let sink = MailSink::open(&folder.path().join("mail.sqlite")).unwrap();
    for id in ["z", "y", "x"] {
        sink.send(&letter(id, "jane@example.co.za")).await.unwrap();
    }
    assert_eq!(ids(&sink.read(None, 10).await.unwrap()), ["z", "y", "x"]);
    assert_eq!(ids(&sink.read(None, 2).await.unwrap()), ["y", "x"]);
    assert_eq!(sink.read(None, 1).await.unwrap(), [letter("x", "jane@example.co.za")]);
}

#[tokio::test]
async fn a_repeated_id_is_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let sink = MailSink::open(&folder.path().join("mail.sqlite")).unwrap();
    sink.send(&letter("a", "jane@example.co.za")).await.unwrap();
    sink.send(&letter("b", "jane@example.co.za")).await.unwrap();
    sink.send(&letter("a", "john@example.co.za")).await.unwrap();
    assert_eq!(ids(&sink.read(None, 10).await.unwrap()), ["a", "b"]);
    assert!(sink.read(Some("john@example.co.za"), 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_recipient_is_matched_whole_in_either_case() {
    let folder = tempfile::tempdir().unwrap();
    let sink = MailSink::open(&folder.path().join("mail.sqlite")).unwrap();
    sink.send(&letter("a", "Jane@Example.co.za")).await.unwrap();
    sink.send(&letter("b", "maryjane@example.co.za")).await.unwrap();
    let found = |to: &'static str| {
        let sink = sink.clone();
        async move { sink.read(Some(to), 10).await.unwrap().len() }
    };
    assert_eq!(found("jane@EXAMPLE.co.za").await, 1);
    assert_eq!(found("jane").await, 0);
    assert_eq!(found("%").await, 0);
    assert_eq!(found("").await, 0);
}

#[tokio::test]
async fn mail_outlives_the_process_and_not_a_reset() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mail.sqlite");
    let sink = MailSink::open(&path).unwrap();
    sink.send(&letter("a", "jane@example.co.za")).await.unwrap();
    // Nothing is closed, as when a process is killed.
    std::mem::forget(sink);
    let sink = MailSink::open(&path).unwrap();
    assert_eq!(ids(&sink.read(None, 10).await.unwrap()), ["a"]);
    sink.reset().await.unwrap();
    assert!(sink.read(None, 10).await.unwrap().is_empty());
    sink.send(&letter("a", "jane@example.co.za")).await.unwrap();
    assert_eq!(sink.read(None, 10).await.unwrap().len(), 1);
}
