//! What leads elsewhere, from a call of a dialect to the visitor or the letter that arrives.

/// Hosts that lead elsewhere speak TLS.
mod certificates;
/// Letters go on by way of Postfix.
mod letters;
/// Visitors are redirected.
mod visitors;

use std::net::TcpListener;
use std::process::Command;

use serde_json::json;
use testkit::World;

/// The name in these stories.
pub const NAME: &str = "shoes.co.za";

/// Somebody buys the name and lets its web address lead to `url`.
async fn leads_to(world: &World, url: &str) -> String {
    let main = world.client("main").await;
    let id = main.buys(NAME, 1).await;
    let place = json!({ "url": url });
    let _ = main.put(&format!("/domain/{id}/forwarding"), place).await.done();
    id
}

/// Whether a program is installed; says so where it is not.
fn has(program: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output();
    let found = found.is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("skipped: {program} is not installed here");
    }
    found
}

/// A port that is free now.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
