//! `nameyard sandbox`.

use crate::{end, nameyard, wait_for};

#[test]
fn a_sandbox_prints_where_everything_is_and_ends_well_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let child =
        nameyard(&["sandbox", "--data", data, "--http", "127.0.0.1:0", "--dns", "127.0.0.1:0"])
            .args(["--seed", "1", "--clock", "2026-01-01T00:00:00Z", "--frozen", "--pending", "0"])
            .args(["--profile", "domains-co-za=observed"])
            .spawn()
            .unwrap();
    let said: serde_json::Value =
        serde_json::from_str(&wait_for(&folder.path().join("sandbox.json"))).unwrap();
    let output = end(child, "-TERM");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let words = String::from_utf8(output.stdout).unwrap();
    for value in [&said["http"], &said["control"]["token"]] {
        assert!(words.contains(value.as_str().unwrap()), "{words}");
    }
}

#[test]
fn a_killed_sandbox_goes_on_with_the_same_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().to_str().unwrap(), folder.path().join("sandbox.json"));
    let arguments = ["sandbox", "--data", data, "--http", "127.0.0.1:0", "--dns", "127.0.0.1:0"];
    let accounts = |text: String| {
        let said: serde_json::Value = serde_json::from_str(&text).unwrap();
        (said["control"]["token"].clone(), said["dialects"]["domains-co-za"]["accounts"].clone())
    };
    let child = nameyard(&arguments).spawn().unwrap();
    let first = accounts(wait_for(&file));
    assert!(!end(child, "-KILL").status.success());
    std::fs::remove_file(&file).unwrap();
    let child = nameyard(&arguments).spawn().unwrap();
    assert_eq!(accounts(wait_for(&file)), first);
    assert_eq!(end(child, "-INT").status.code(), Some(0));
}

#[test]
fn what_is_wrong_is_said_on_standard_error() {
    let usage = nameyard(&["sandbox", "--clock", "tomorrow"]).output().unwrap();
    assert_eq!(usage.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&usage.stderr).contains("--clock"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let data = file.to_str().unwrap();
    let start = nameyard(&["sandbox", "--data", data, "--http", "127.0.0.1:0"]).output().unwrap();
    assert_eq!(start.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&start.stderr).contains(data));
}
