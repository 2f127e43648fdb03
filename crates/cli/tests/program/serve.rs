//! `nameyard serve`: starts from a whole configuration, and from nothing less.

use std::path::Path;

use crate::{end, nameyard};

/// The example that the documentation shows.
fn example() -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/nameyard.toml");
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

/// The example in a folder of its own, on a free port, with everything it names in place.
pub fn prepared(folder: &Path) -> toml::Table {
    let mut config = example();
    let file = |name: &str| toml::Value::from(folder.join(name).to_str().unwrap());
    config["database"]["url"] =
        format!("sqlite:{}", folder.join("nameyard.sqlite").display()).into();
    config["keys"]["file"] = file("realm.key");
    config["http"] = toml::toml! { address = "127.0.0.1:0"
    plain = true }
    .into();
    config["mail"]["file"] = file("mail.sqlite");
    config["registry"]["file"] = file("registry.sqlite");
    config["hosting"]["file"] = file("panel.sqlite");
    config["payments"]["file"] = file("payments.sqlite");
    config["servers"]["file"] = file("servers.sqlite");
    config["certificates"]["file"] = file("certificates.sqlite");
    for who in ["operator", "registrar"] {
        config["accounts"][who]["password_file"] = file(who);
        std::fs::write(folder.join(who), "correct horse battery\n").unwrap();
    }
    std::fs::write(folder.join("realm.key"), "0f".repeat(32)).unwrap();
    config
}

pub fn written(folder: &Path, config: &toml::Table) -> String {
    let path = folder.join("nameyard.toml");
    std::fs::write(&path, toml::to_string(config).unwrap()).unwrap();
    path.to_str().unwrap().to_owned()
}

/// What the program says when it refuses the configuration.
fn refusal(folder: &Path, config: &toml::Table) -> String {
    let output = nameyard(&["serve", "--config", &written(folder, config)]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_whole_configuration_starts_a_server_that_ends_well_and_starts_again() {
    use std::io::{BufRead as _, BufReader};
    let folder = tempfile::tempdir().unwrap();
    let config = written(folder.path(), &prepared(folder.path()));
    for _ in 0..2 {
        let mut child = nameyard(&["serve", "--config", &config]).spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
        assert!(log.any(|line| line.unwrap().contains("ready")), "it did not say that it is ready");
        assert_eq!(end(child, "-TERM").status.code(), Some(0));
    }
}

#[test]
fn resellers_that_sign_are_founded_once_in_two_realms() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = prepared(folder.path());
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let profile = config["accounts"]["operator"]["profile"].clone();
    let accounts = config["accounts"].as_table_mut().unwrap();
    let mut dreamscape = toml::toml! { exchange = "12.00"
    balance = "50.00" };
    dreamscape.insert("key_file".to_owned(), file("dreamscape.key").into());
    dreamscape.insert("profile".to_owned(), profile.clone());
    accounts.insert("dreamscape".to_owned(), dreamscape.into());
    let mut devo = toml::toml! { name = "lighthouse" };
    devo.insert("key_file".to_owned(), file("devo.key").into());
    devo.insert("profile".to_owned(), profile);
    accounts.insert("devo".to_owned(), devo.into());
    let mut sandbox = toml::Table::new();
    sandbox.insert("folder".to_owned(), file("beside").into());
    sandbox.insert("key_file".to_owned(), file("sandbox.key").into());
    config.insert("sandbox".to_owned(), sandbox.into());
    config.insert(
        "webhooks".to_owned(),
        toml::toml! { url = "https://hooks.example.net/nameyard" }.into(),
    );
    let config = written(folder.path(), &config);
    let start = || {
        use std::io::{BufRead as _, BufReader};
        let mut child = nameyard(&["serve", "--config", &config]).spawn().unwrap();
        let log = BufReader::new(child.stderr.take().unwrap()).lines();
        let said: Vec<_> =
            log.map(Result::unwrap).take_while(|line| !line.contains("ready")).collect();
        assert_eq!(end(child, "-TERM").status.code(), Some(0), "{said:?}");
        said.join(" ")
    };
    let said = start();
    let keys = ["dreamscape.key", "sandbox.key", "devo.key"].map(|name| {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(file(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
        let key: toml::Table = std::fs::read_to_string(file(name)).unwrap().parse().unwrap();
        std::fs::remove_file(file(name)).unwrap();
        key
    });
    assert_ne!(keys[0]["api_key"], keys[1]["api_key"]);
    for secret in [&keys[0]["api_key"], &keys[1]["api_key"], &keys[2]["secret"]] {
        assert!(!said.contains(secret.as_str().unwrap()), "a key is in the log");
    }
    // What was told once is not told again.
    start();
    assert!(!folder.path().join("dreamscape.key").exists());
}

#[test]
fn tables_for_a_mail_server_are_written_once_without_a_server() {
    let folder = tempfile::tempdir().unwrap();
    let config = written(folder.path(), &prepared(folder.path()));
    let out = folder.path().join("tables");
    let mut command =
        nameyard(&["mail-tables", "--config", &config, "--out", out.to_str().unwrap()]);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    for table in ["virtual_alias_domains", "virtual_alias_maps"] {
        let text = std::fs::read_to_string(out.join(table)).unwrap();
        assert!(text.starts_with('#') && text.lines().count() == 1, "{text}");
    }
}

#[test]
fn https_for_names_that_lead_elsewhere_needs_an_authority_and_http() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = prepared(folder.path());
    let any = "127.0.0.1:0";
    config.insert("forwarding".to_owned(), toml::toml! { https = any }.into());
    assert!(refusal(folder.path(), &config).contains("forwarding.acme_directory is missing"));
    let directory = "https://ca.example.net/directory";
    let both = toml::toml! { https = any
    acme_directory = directory };
    config.insert("forwarding".to_owned(), both.into());
    assert!(refusal(folder.path(), &config).contains("forwarding.http is missing"));
}

#[test]
fn each_missing_key_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let whole = prepared(folder.path());
    for key in [
        "database.url",
        "keys.file",
        "http.address",
        "http.tls",
        "dns.nameservers",
        "mail.kind",
        "mail.file",
        "mail.sender",
        "registry.kind",
        "registry.file",
        "hosting.kind",
        "hosting.file",
        "payments.kind",
        "payments.file",
        "servers.kind",
        "servers.file",
        "certificates.kind",
        "certificates.file",
        "accounts.operator.login",
        "accounts.operator.password_file",
        "accounts.registrar.login",
        "accounts.registrar.profile.email",
    ] {
        let mut config = whole.clone();
        let mut table = &mut config;
        let (sections, name) = key.rsplit_once('.').unwrap();
        for section in sections.split('.') {
            table = table[section].as_table_mut().unwrap();
        }
        table.remove(if name == "tls" { "plain" } else { name });
        let said = refusal(folder.path(), &config);
        assert!(said.contains(&format!("{key} is missing")), "{key}: {said}");
    }
    let said = refusal(folder.path(), &toml::Table::new());
    assert!(said.contains(" is missing"), "{said}");
}

#[test]
fn each_key_that_cannot_be_meant_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let whole = prepared(folder.path());
    for (section, key, value, named) in [
        ("registry", "kind", toml::Value::from("epp"), "registry.kind"),
        ("mail", "kind", "smtp".into(), "mail.kind"),
        ("hosting", "kind", "panel".into(), "hosting.kind"),
        ("payments", "kind", "card".into(), "payments.kind"),
        ("servers", "kind", "metal".into(), "servers.kind"),
        ("certificates", "kind", "public".into(), "certificates.kind"),
        ("http", "public_url", "ftp://example.net".into(), "http.public_url"),
        ("callbacks", "allow", vec!["everything"].into(), "callbacks.allow"),
        ("callbacks", "forbid", vec!["10.0.0.0/99"].into(), "callbacks.forbid"),
        ("database", "url", "mysql://x".into(), "database.url"),
        ("dns", "nameservers", vec!["ns1.example.net"].into(), "dns.nameservers"),
        ("dns", "template_address", "home".into(), "dns.template_address"),
        ("accounts", "currency", "XZZ".into(), "accounts.currency"),
        ("hosts", "api.example.net", "nowhere".into(), "api.example.net"),
        ("profiles", "devo", "guessed".into(), "profiles.devo"),
        ("limits", "body_size", 5.into(), "body_size"),
        ("sandbox", "key_file", "k".into(), "sandbox.folder"),
        ("webhooks", "url", "mailto:x".into(), "webhooks.url"),
    ] {
        let mut config = whole.clone();
        let table = config.entry(section).or_insert_with(|| toml::Table::new().into());
        table.as_table_mut().unwrap().insert(key.to_owned(), value);
        let said = refusal(folder.path(), &config);
        assert!(said.contains(named), "{named}: {said}");
    }
}

#[test]
fn each_key_of_the_name_server_that_cannot_be_meant_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let whole = prepared(folder.path());
    std::fs::write(folder.path().join("short"), "c2hvcnQ=").unwrap();
    for (written, named) in [
        ("catalog = 'a..b'", "dns.catalog"),
        ("open_to = ['192.0.2.0/99']", "dns.open_to"),
        ("hostmaster = 'jane@example.net'", "dns.hostmaster"),
        (
            "keys = [{ name = 'k', algorithm = 'hmac-md5', secret_file = 's' }]",
            "dns.keys.algorithm",
        ),
        ("keys = [{ name = 'k', algorithm = 'hmac-sha256' }]", "dns.keys.secret_file"),
        ("keys = [{ name = 'k', algorithm = 'hmac-sha256', secret_file = 'short' }]", "short"),
        ("secondaries = [{ name = 'ns2' }]", "dns.secondaries.address"),
        (
            "secondaries = [{ name = 'n', address = '127.0.0.1:1', key = 'k' }]",
            "dns.secondaries.key",
        ),
        ("notify = true", "notify"),
    ] {
        let mut config = whole.clone();
        let table = config.get_mut("dns").unwrap().as_table_mut().unwrap();
        table.insert("listen".to_owned(), vec!["127.0.0.1:0"].into());
        table.extend(written.parse::<toml::Table>().unwrap());
        let said = refusal(folder.path(), &config);
        assert!(said.contains(named), "{named}: {said}");
    }
}

#[test]
fn a_database_of_another_key_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let config = written(folder.path(), &prepared(folder.path()));
    let start = || {
        use std::io::{BufRead as _, BufReader};
        let mut child = nameyard(&["serve", "--config", &config]).spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
        let said = log.find_map(|line| {
            let line = line.unwrap();
            (line.contains("ready") || line.contains("nameyard:")).then_some(line)
        });
        (child, said.unwrap_or_default())
    };
    let (child, said) = start();
    assert!(said.contains("ready"), "{said}");
    end(child, "-TERM");
    std::fs::write(folder.path().join("realm.key"), "ab".repeat(32)).unwrap();
    let (mut child, said) = start();
    assert!(said.contains("keys.file"), "{said}");
    assert!(!child.wait().unwrap().success());
}
