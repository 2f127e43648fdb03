//! Somebody on this machine who is called back.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use http::StatusCode;
use serde_json::Value;
use testkit::World;
use tokio::net::TcpListener;

/// Takes calls, and keeps what they say.
pub struct Listener {
    /// Where it is called.
    pub url: String,
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Listener {
    /// One that takes every call.
    pub async fn opens() -> Self {
        Self::answering([]).await
    }

    /// One that gives these answers first.
    pub async fn answering<const N: usize>(answers: [u16; N]) -> Self {
        let heard: Arc<Mutex<Vec<String>>> = Arc::default();
        let answers = Arc::new(Mutex::new(VecDeque::from(answers)));
        let ears = Arc::clone(&heard);
        let hear = move |said: String| async move {
            ears.lock().expect("a list").push(said);
            let answer = answers.lock().expect("a list").pop_front().unwrap_or(200);
            StatusCode::from_u16(answer).expect("a status")
        };
        let socket = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = socket.local_addr().expect("an address").port();
        tokio::spawn(async move { axum::serve(socket, Router::new().fallback(hear)).await });
        Self { url: format!("http://127.0.0.1:{port}/done"), port, heard }
    }

    /// Its address by the name of the machine.
    pub fn by_name(&self) -> String {
        format!("http://localhost:{}/done", self.port)
    }

    /// What was said, call by call.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("a list").clone()
    }

    /// How often this was part of what was said.
    pub fn heard_of(&self, words: &str) -> usize {
        self.heard().iter().filter(|said| said.contains(words)).count()
    }
}

/// The attempts to call anybody, oldest first: where to, and what was answered.
pub async fn attempts(world: &World) -> Vec<(String, Option<u64>)> {
    let attempts = world.control("GET", "/callbacks", None).await.json();
    let attempts = attempts.as_array().expect("attempts").clone();
    let url = |row: &Value| row["url"].as_str().unwrap_or_default().to_owned();
    attempts.iter().map(|row| (url(row), row["status"].as_u64())).collect()
}
