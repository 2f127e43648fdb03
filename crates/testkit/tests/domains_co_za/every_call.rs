//! Every call of the catalogue, made with success; each answer has the documented keys and types.

use testkit::co_za::{NAMESERVERS, REGISTRANT, parts, with};
use testkit::{Shop, World};

use crate::accounts::PROFILE;
use crate::catalogue::Walk;
use crate::signing_in::{NEW_YEAR, shown_by_phone};
use crate::templates::CONTACT;
use crate::transfers::{email_of, mailed_key};

const NAME: &str = "shoes.com";
const PASSWORD: &str = "correct horse battery";
/// A delegation signer in PHP's serialized form.
pub const SIGNER: &str = concat!(
    r#"a:1:{i:0;a:4:{s:3:"tag";s:5:"48422";s:3:"alg";s:2:"13";s:10:"digestType";s:1:"1";"#,
    r#"s:6:"digest";s:40:"FAC29A470E836B45FA9A451865C1B0284AA6924D";}}"#
);

#[tokio::test(flavor = "multi_thread")]
async fn every_call_answers_as_documented() {
    let world = World::on("2026-01-01").await;
    let (main, other) = (world.shop("main").await, world.shop("other").await);
    let mut walk = Walk::new();
    signs_in(&world, &main, &mut walk).await;
    keeps_templates(&main, &mut walk).await;
    keeps_names(&world, &main, &mut walk).await;
    keeps_a_zone(&world, &main, &mut walk).await;
    keeps_hosts(&world, &main, &mut walk).await;
    moves_names(&world, (&main, &other), &mut walk).await;
    keeps_its_account(&main, &mut walk).await;
    keeps_subusers(&main, &mut walk).await;
    keeps_resellers(&world.shop("registrar").await, &mut walk).await;
    walk.calls(&main, "domain_delete", &parts(NAME)).await;
    walk.is_complete();
    world.sleeps("PT2S").await;
    world.books_balance().await;
}

async fn signs_in(world: &World, main: &Shop, walk: &mut Walk) {
    let login = world.login("main");
    let text = |part: &str| login[part].as_str().expect("a text").to_owned();
    let (username, password) = (text("username"), text("password"));
    let pairs = [("username", &*username), ("password", &*password)];
    walk.calls(&main.signed_out(), "login", &pairs).await;
    let made = walk.calls(main, "user_generate_auth_secret", &[]).await;
    let code = shown_by_phone(&made.text_at("secret"), NEW_YEAR);
    walk.calls(main, "user_enable_auth", &[("code", &code)]).await;
    walk.calls(main, "user_auth_status", &[]).await;
    walk.calls(main, "user_disable_auth", &[]).await;
}

async fn keeps_templates(main: &Shop, walk: &mut Walk) {
    let named = |name: &'static str| {
        [("templateName", name), ("type", "all")].into_iter().chain(CONTACT).collect::<Vec<_>>()
    };
    walk.calls(main, "contact_template_create", &named("dube")).await;
    walk.calls(main, "contact_template_update", &named("dube")).await;
    walk.calls(main, "contact_template_list", &[]).await;
    walk.calls_for(main, "contact_template_list", "full", &[("list", "full")]).await;
    walk.calls(main, "contact_template_delete", &[("templateName", "dube")]).await;
    let servers =
        [("name", "ours"), ("ns[]", "ns1.hosting.example"), ("ns[]", "ns2.hosting.example")];
    walk.calls(main, "ns_template_create", &servers).await;
    walk.calls(main, "ns_template_update", &servers).await;
    walk.calls(main, "ns_template_list", &[]).await;
    walk.calls_for(main, "ns_template_list", "full", &[("list", "full")]).await;
    walk.calls(main, "ns_template_delete", &[("templateName", "ours")]).await;
    walk.calls(main, "dns_template_create", &[("name", "web")]).await;
    let records = [("name", "web"), ("type1", "A"), ("content1", "<ipaddress>")];
    walk.calls(main, "dns_template_update", &records).await;
    walk.calls(main, "dns_template_list", &[]).await;
    let filled = [("showRecords", "true")];
    walk.calls_for(main, "dns_template_list", "with_records", &filled).await;
    walk.calls(main, "dns_template_delete", &[("name", "web")]).await;
}

async fn keeps_names(world: &World, main: &Shop, walk: &mut Walk) {
    walk.calls(main, "tlds_list", &[]).await;
    walk.calls(main, "domain_check", &parts(NAME)).await;
    let mut create = with(NAME, &[("period", "1")]);
    create.extend(REGISTRANT);
    create.extend(NAMESERVERS);
    walk.calls(main, "domain_create", &create).await;
    walk.calls(main, "domain_list", &[]).await;
    walk.calls(main, "domain_info", &parts(NAME)).await;
    walk.calls(main, "domain_set_autorenew", &with(NAME, &[("autorenew", "true")])).await;
    walk.calls(main, "domain_renew", &with(NAME, &[("period", "1"), ("note", "early")])).await;
    walk.calls(main, "domain_update_contacts", &with(NAME, &[("techCity", "Paarl")])).await;
    walk.calls(main, "domain_update_nameservers", &with(NAME, &[("dns", "managed")])).await;
    world.sleeps("PT2S").await;
    walk.calls(main, "domain_suspend", &parts(NAME)).await;
    walk.calls(main, "domain_unsuspend", &parts(NAME)).await;
    walk.calls(main, "domain_get_lock", &parts(NAME)).await;
    world.sleeps("P6D").await;
    walk.calls(main, "domain_set_lock", &with(NAME, &[("action", "unlock")])).await;
    walk.calls(main, "domain_send_auth_code", &parts(NAME)).await;
    walk.calls(main, "domain_get_epp_key", &parts(NAME)).await;
    let news = walk.calls(main, "poll_list", &[]).await.list_at("arrMessages");
    let id = news[0]["pollId"].as_str().expect("a text");
    walk.calls(main, "poll_ack", &[("pollId", id)]).await;
}

async fn keeps_a_zone(world: &World, main: &Shop, walk: &mut Walk) {
    let set = [("type1", "A"), ("content1", "192.0.2.1")];
    walk.calls(main, "dns_zone_set", &with(NAME, &set)).await;
    let zone = walk.calls(main, "dns_zone_get", &parts(NAME)).await;
    let id = zone.list_at("arrRecords")[0]["id"].to_string();
    let record = [("type", "TXT"), ("content", "hello")];
    walk.calls(main, "dns_record_add", &with(NAME, &record)).await;
    let change = [("dnsId", &*id), record[0], record[1]];
    walk.calls(main, "dns_record_change", &with(NAME, &change)).await;
    walk.calls(main, "dns_record_delete", &with(NAME, &[("dnsId", &id)])).await;
    walk.calls(main, "dns_zone_delete", &parts(NAME)).await;
    world.sleeps("PT2S").await;
}

async fn keeps_hosts(world: &World, main: &Shop, walk: &mut Walk) {
    let host =
        [("host", "ns1.shoes.com"), ("host1-ip4", "192.0.2.1"), ("host1-ip6", "2001:db8::1")];
    walk.calls(main, "host_record_set", &with(NAME, &host)).await;
    walk.calls(main, "host_records_get", &parts(NAME)).await;
    let one = with(NAME, &host[..1]);
    walk.calls_for(main, "host_records_get", "one_host", &one).await;
    walk.calls(main, "host_record_delete", &one).await;
    walk.calls(main, "ds_records_set", &with(NAME, &[("dsRecords", SIGNER)])).await;
    walk.calls(main, "ds_records_get", &parts(NAME)).await;
    walk.calls(main, "ds_records_delete", &parts(NAME)).await;
    main.registers("shoes.org.za", 1).await;
    let glue =
        [("ns1", "ns1.shoes.org.za"), ("ns1-ip4", "192.0.2.1"), ("ns2", "ns2.hosting.example")];
    walk.calls(main, "glue_records_set", &with("shoes.org.za", &glue)).await;
    world.sleeps("PT2S").await;
    walk.calls(main, "glue_records_get", &parts("shoes.org.za")).await;
}

async fn moves_names(world: &World, (main, other): (&Shop, &Shop), walk: &mut Walk) {
    other.registers("boots.co.za", 1).await;
    other.registers("hats.co.za", 1).await;
    world.sleeps("P6D").await;
    let name = parts("boots.co.za");
    walk.calls(main, "transfer_validate_epp_key", &with("boots.co.za", &[("auth", "guess")])).await;
    walk.calls(main, "transfer_request", &name).await;
    walk.calls(main, "transfer_status", &name).await;
    walk.calls(main, "transfer_in_list", &[]).await;
    walk.calls(other, "transfer_out_list", &[]).await;
    walk.calls(main, "transfer_resend_foa", &name).await;
    world.sleeps("PT1S").await;
    let key = mailed_key(world, &email_of(other).await, "boots.co.za").await;
    walk.calls(other, "transfer_details", &[("transferKey", &key)]).await;
    let vote = with("boots.co.za", &[("response", "approve"), ("key", &key)]);
    walk.calls(other, "transfer_respond", &vote).await;
    walk.calls(main, "transfer_request", &parts("hats.co.za")).await;
    walk.calls(main, "transfer_cancel", &parts("hats.co.za")).await;
}

async fn keeps_its_account(main: &Shop, walk: &mut Walk) {
    walk.calls(main, "user_balance", &[]).await;
    walk.calls(main, "user_pricing_get", &[("format", "tld")]).await;
    walk.calls(main, "user_info", &[]).await;
    walk.calls(main, "user_update", &PROFILE).await;
    walk.calls(main, "user_notifications_get", &[]).await;
    walk.calls(main, "user_notifications_set", &[("domainCreates", "off")]).await;
}

async fn keeps_subusers(main: &Shop, walk: &mut Walk) {
    let mut create = vec![("username", "lerato"), ("password", PASSWORD)];
    create.extend(PROFILE);
    walk.calls(main, "subuser_create", &create).await;
    let lerato = [("username", "lerato")];
    walk.calls(main, "subuser_list", &lerato).await;
    walk.calls(main, "subuser_update", &[lerato[0], ("city", "Paarl")]).await;
    for id in ["subuser_suspend", "subuser_unsuspend", "subuser_delete"] {
        walk.calls(main, id, &lerato).await;
    }
}

async fn keeps_resellers(registrar: &Shop, walk: &mut Walk) {
    let mut create = vec![("username", "sipho"), ("password", PASSWORD)];
    create.extend(PROFILE);
    walk.calls(registrar, "reseller_create", &create).await;
    let sipho = [("username", "sipho")];
    let mut update = sipho.to_vec();
    update.extend(PROFILE);
    walk.calls(registrar, "reseller_update", &update).await;
    walk.calls(registrar, "reseller_list", &[]).await;
    walk.calls(registrar, "reseller_info", &sipho).await;
    let value = [sipho[0], ("value", "10.00")];
    walk.calls(registrar, "reseller_add_credits", &value).await;
    walk.calls(registrar, "reseller_remove_credits", &value).await;
    let mut price = vec![("type", "base"), ("tld", "co.za")];
    price.extend(
        ["registration", "renewal", "transfer", "redemption", "premium"]
            .map(|action| (action, "90.00")),
    );
    walk.calls(registrar, "default_pricing_set", &price).await;
    walk.calls(registrar, "default_pricing_get", &[("format", "tld")]).await;
    price.push(sipho[0]);
    walk.calls(registrar, "reseller_pricing_set", &price).await;
    walk.calls(registrar, "reseller_pricing_get", &[("format", "tld"), sipho[0]]).await;
    walk.calls(registrar, "reseller_notifications_get", &sipho).await;
    walk.calls(registrar, "reseller_notifications_set", &[sipho[0], ("nsFailed", "off")]).await;
    walk.calls(registrar, "reseller_suspend", &sipho).await;
    walk.calls(registrar, "reseller_unsuspend", &sipho).await;
}
