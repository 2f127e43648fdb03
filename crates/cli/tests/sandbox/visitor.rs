//! A sandbox on free ports in a folder of its own, and somebody who calls it.

use std::path::Path;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use model::time::Timestamp;
use nameyard::sandbox::{self, Options, Running};
use serde_json::Value;
use tempfile::TempDir;

/// The instant that the tests begin at.
pub const BEGINNING: &str = "2026-01-01T10:00:00Z";

/// A sandbox and its caller.
pub struct Visitor {
    pub sandbox: Running,
    pub folder: TempDir,
    pub caller: Caller,
}

/// Somebody who calls.
#[derive(Clone)]
pub struct Caller(Client<HttpConnector, Full<Bytes>>);

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect(&self.text)
    }
}

/// Options of a sandbox whose clock stands still.
pub fn frozen(folder: &Path) -> Options {
    let beginning = Timestamp::parse(BEGINNING).unwrap();
    let options = Options::new(folder).on_free_ports().frozen_at(beginning).seeded(7);
    Options { beside: false, ..options }
}

impl Caller {
    pub async fn send(&self, request: Request<Full<Bytes>>) -> Answer {
        let (parts, body) = self.0.request(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }
}

impl Visitor {
    /// A sandbox whose clock stands still.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = frozen(folder.path());
        Self::with(folder, options).await
    }

    pub async fn with(folder: TempDir, options: Options) -> Self {
        let sandbox = sandbox::start(options).await.unwrap();
        Self { sandbox, folder, caller: Caller(Client::builder(TokioExecutor::new()).build_http()) }
    }

    /// Stops the sandbox and starts it again in the same folder.
    pub async fn again(self, change: impl FnOnce(Options) -> Options) -> Self {
        self.sandbox.stop().await;
        let options = Options::new(self.folder.path()).on_free_ports();
        let options = change(Options { beside: false, ..options });
        Self::with(self.folder, options).await
    }

    pub async fn send(&self, request: Request<Full<Bytes>>) -> Answer {
        self.caller.send(request).await
    }

    /// Calls a dialect with a form in its body.
    pub async fn call(&self, path: &str, form: &str) -> Answer {
        let request = Request::post(format!("{}{path}", self.sandbox.url()))
            .header("Content-Type", "application/x-www-form-urlencoded");
        self.send(request.body(Full::new(Bytes::copy_from_slice(form.as_bytes()))).unwrap()).await
    }

    /// What a demo account of domains-co-za signs in with.
    pub fn account(&self, label: &str, part: &str) -> String {
        let account = &self.sandbox.json()["dialects"]["domains-co-za"]["accounts"][label];
        account[part].as_str().unwrap().to_owned()
    }

    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::get(format!("{}{path}", self.sandbox.url()));
        self.send(request.body(Full::default()).unwrap()).await
    }

    /// Calls a control with its token.
    pub async fn control(&self, method: Method, path: &str, body: impl Into<Bytes>) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}/sandbox/v1{path}", self.sandbox.url()))
            .header("Authorization", format!("Bearer {}", self.sandbox.control_token()));
        self.send(request.body(Full::new(body.into())).unwrap()).await
    }

    pub async fn ask(&self, path: &str) -> Value {
        let answer = self.control(Method::GET, path, "").await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer.json()
    }

    pub async fn tell(&self, path: &str, body: Value) -> Value {
        let answer = self.control(Method::POST, path, body.to_string()).await;
        assert_eq!(answer.status, 200, "{path} {body}: {}", answer.text);
        answer.json()
    }

    /// The status and the field that a refusal names.
    pub async fn refused(&self, path: &str, body: impl Into<Bytes>) -> (u16, String) {
        let answer = self.control(Method::POST, path, body).await;
        let error = &answer.json()["error"];
        assert!(error["code"].is_string() && error["message"].is_string(), "{}", answer.text);
        (answer.status.as_u16(), error["field"].as_str().unwrap_or_default().to_owned())
    }
}
