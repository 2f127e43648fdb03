//! Clients of older days: routes of the form `/<module>/<controller>/<action>`, signed with a key.

use serde_json::{Value, json};
use testkit::co_za::{NAMESERVERS, REGISTRANT, parts, with};
use testkit::http::{Sent, encoded};
use testkit::{Reply, Shop, World};

/// A shop whose every call carries its key, in a form whatever the method.
struct Client {
    nobody: Shop,
    key: String,
}

impl Client {
    async fn of(world: &World, account: &str) -> Self {
        let key = world.login(account)["key"].as_str().unwrap().to_owned();
        Self { nobody: world.shop(account).await.signed_out(), key }
    }

    async fn calls(&self, action: &str, pairs: &[(&str, &str)]) -> Reply {
        self.calls_by("POST", action, pairs).await
    }

    async fn calls_by(&self, method: &str, action: &str, pairs: &[(&str, &str)]) -> Reply {
        let all: Vec<(String, String)> = [("key", &*self.key)]
            .iter()
            .chain(pairs)
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let form = ("application/x-www-form-urlencoded".to_owned(), encoded(&all).into_bytes());
        let sent = Sent { body: Some(form), ..Sent::default() };
        self.nobody.send(method, &format!("/domain/{action}"), sent).await
    }

    async fn news(&self, name: &str) -> Vec<Value> {
        let list = self.calls("poll/pollList", &[("domain", name)]).await.done();
        list.list_at("arrMessages")
    }
}

fn registration(name: &str) -> Vec<(&str, &str)> {
    let mut pairs = with(name, &[("period", "1")]);
    pairs.extend(REGISTRANT);
    pairs.extend(NAMESERVERS);
    pairs
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_client_buys_keeps_and_gives_up_a_name() {
    let world = World::on("2026-01-01").await;
    let client = Client::of(&world, "main").await;
    let shop = world.shop("main").await;
    let name = parts("shoes.co.za");
    let free = client.calls("domain/check", &name).await.done();
    assert_eq!(free.text_at("isAvailable"), "true");
    let tlds = [("sld", "shoes"), ("tlds", "co.za;com;nowhere")];
    let many = client.calls("domain/checkTlds", &tlds).await.done();
    assert_eq!(many.text_at("strSLD"), "shoes");
    assert_eq!(many.json["arrTLDs"]["com"]["isAvailable"], "true");
    assert_eq!(many.json["arrTLDs"]["nowhere"]["isAvailable"], "false");
    assert!(many.json["arrTLDs"]["nowhere"]["message"].as_str().unwrap().contains("unsupported"));

    let created = client.calls("domain/create", &registration("shoes.co.za")).await.done();
    assert_eq!(created.text_at("strDomainName"), "shoes.co.za");
    let many = client.calls("domain/checkTlds", &tlds).await.done();
    assert_eq!(many.json["arrTLDs"]["co.za"]["isAvailable"], "false");
    let info = client.calls("domain/info", &name).await.done();
    assert_eq!(info.json["arrRegistrant"]["strContactName"], "Thandi Nkosi");
    let by_query = shop.signed_out();
    let query = [("key", &*client.key), name[0], name[1]];
    let same = by_query.get("/domain/domain/info", &query).await.done();
    assert_eq!(same.json["intExDate"], info.json["intExDate"]);

    let servers =
        with("shoes.co.za", &[("ns1", "ns5.hosting.example"), ("ns2", "ns6.hosting.example")]);
    let _ = client.calls("domain/nsUpdate", &servers).await.with_code(2);
    let _ = client.calls("domain/cancelUpdate", &name).await.done();
    world.sleeps("PT2S").await;
    let info = client.calls("domain/info", &name).await.done();
    assert_eq!(info.json["arrNameservers"][0], "ns1.hosting.example", "the change was called off");
    let _ = client.calls("domain/cancelUpdate", &name).await.with_code(4);
    let _ = client.calls("domain/nsUpdate", &servers).await.with_code(2);
    world.sleeps("PT2S").await;
    let info = client.calls("domain/info", &name).await.done();
    assert_eq!(info.json["arrNameservers"][0], "ns5.hosting.example");

    let before = info.number_at("intExDate");
    let renewed = client.calls("domain/renew", &with("shoes.co.za", &[("period", "1")])).await;
    assert!(renewed.done().number_at("intExDate") > before);
    let _ = client
        .calls("domain/autorenew", &with("shoes.co.za", &[("autorenew", "true")]))
        .await
        .done();
    assert_eq!(client.calls("domain/info", &name).await.text_at("autorenew"), "true");
    let list = client.calls("domain/domainList", &[]).await.done();
    assert_eq!(list.list_at("arrDomains")[0]["strDomainName"], "shoes.co.za");
    let totals = client.calls("domain/domainTotals", &[]).await.done();
    assert_eq!(totals.json["arrTotals"]["intTotalDomains"], 1);
    assert_eq!(totals.json["arrTotals"]["intTotalReg1"], 1);

    let _ = client.calls_by("DELETE", "domain/delete", &name).await.with_code(2);
    world.sleeps("P1D").await;
    let _ = client.calls("domain/info", &name).await.with_code(11);
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_current_delete_reads_its_form_too() {
    let world = World::on("2026-01-01").await;
    let client = Client::of(&world, "main").await;
    let _ = client.calls("domain/create", &registration("shoes.co.za")).await.done();
    let all = with("shoes.co.za", &[("key", &client.key)]);
    let all: Vec<(String, String)> =
        all.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let form = ("application/x-www-form-urlencoded".to_owned(), encoded(&all).into_bytes());
    let sent = Sent { body: Some(form), ..Sent::default() };
    let _ = client.nobody.send("DELETE", "/domain", sent).await.with_code(2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_client_reads_its_news_one_by_one() {
    let world = World::on("2026-01-01").await;
    let client = Client::of(&world, "main").await;
    let _ = client.calls("domain/create", &registration("shoes.co.za")).await.done();
    let _ = client.calls("domain/renew", &parts("shoes.co.za")).await.done();
    let news = client.news("shoes.co.za").await;
    let codes: Vec<&Value> = news.iter().map(|message| &message["pollCode"]).collect();
    assert_eq!(codes, [&json!(4026), &json!(4005)]);
    let id = news[0]["pollId"].as_str().unwrap();
    let _ = client.calls("poll/ack", &[("pollID", id)]).await.done();
    assert_eq!(client.news("shoes.co.za").await.len(), 1);
    let _ = client.calls("poll/ack", &[("pollID", id)]).await.done();
    let _ = client.calls("poll/ack", &[("pollID", "999999-1")]).await.with_code(11);
    let _ = client.calls("poll/ack", &[]).await.with_code(10);
    assert_eq!(client.news("shoes.co.za").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_client_keeps_a_zone() {
    let world = World::on("2026-01-01").await;
    let client = Client::of(&world, "main").await;
    let mut managed = with("shoes.co.za", &[("period", "1"), ("dns", "managed")]);
    managed.extend(REGISTRANT);
    let _ = client.calls("domain/create", &managed).await.done();
    let set = [("type1", "A"), ("content1", "192.0.2.1"), ("type2", "TXT"), ("content2", "hello")];
    let _ = client.calls("dns/updateRecords", &with("shoes.co.za", &set)).await.done();
    let zone = client.calls("dns/recordList", &parts("shoes.co.za")).await.done();
    assert_eq!(zone.list_at("arrRecords").len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_client_moves_a_name() {
    let world = World::on("2026-01-01").await;
    let (gainer, loser) = (Client::of(&world, "main").await, Client::of(&world, "other").await);
    let _ = loser.calls("domain/create", &registration("shoes.com")).await.done();
    let name = parts("shoes.com");
    let _ = loser.calls("domain/eppKey", &name).await.with_code(12);
    world.sleeps("P6D").await;
    let unlock = with("shoes.com", &[("action", "unlock"), ("key", &loser.key)]);
    let _ = loser.nobody.post("/domain/lock", &unlock).await.done();
    let code = loser.calls("domain/eppKey", &name).await.done().text_at("strEPPKey");
    let _ = gainer.calls("domain/eppKey", &name).await.with_code(8);
    let asked = with("shoes.com", &[("eppKey", &code)]);
    let _ = gainer.calls("domain/transfer", &asked).await.done();
    let status = gainer.calls("domain/transferCheck", &name).await.done();
    assert_eq!(status.list_at("arrDomains")[0]["status"], "pending");
    let totals = gainer.calls("domain/domainTotals", &[]).await.done();
    assert_eq!(totals.json["arrTotals"]["intTotalTransfersIn"], 1);
    let totals = loser.calls("domain/domainTotals", &[]).await.done();
    assert_eq!(totals.json["arrTotals"]["intTotalTransfersOut"], 1);
    let _ = gainer.calls_by("DELETE", "domain/transferCancel", &name).await.done();
    assert_eq!(loser.calls("domain/info", &name).await.done().text_at("strStatus"), "ok");
    world.books_balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_client_without_its_key_gets_nothing() {
    let world = World::on("2026-01-01").await;
    let mut client = Client::of(&world, "main").await;
    let _ = client.calls("domain/create", &registration("shoes.co.za")).await.done();
    client.key = "wrong".to_owned();
    for action in ["domain/info", "domain/domainList", "poll/pollList", "domain/delete"] {
        let refused = client.calls(action, &parts("shoes.co.za")).await.with_code(6);
        assert_eq!(refused.status, 401, "{action}");
    }
    let _ = Client::of(&world, "other")
        .await
        .calls("domain/info", &parts("shoes.co.za"))
        .await
        .with_code(8);
}
