//! Values that can be read and cannot be meant: refused with the argument's name, and without any trace.

use serde_json::{Value, json};
use testkit::World;
use testkit::world::on_each_engine;

use crate::catalogue::Way;
use crate::estate::id;
use crate::malformed::{Complaints, Scene};

/// A command, its arguments, and the one that is wrong. Words in braces stand for what is there.
const NOT_MEANT: &str = r#"
    domainsCheck | {"domains":"-"} | domains
    domainsCheck | {"domains":"{long}.com"} | domains
    domainsCheck | {"domains":"a.com, b"} | domains
    domainsCheck | {"domains":["a.com",{"b":"c.com"}]} | domains
    domainRegister | {"domain":"-a.com"} | domain
    domainRegister | {"domain":"a-.com"} | domain
    domainRegister | {"domain":"a_b.com"} | domain
    domainRegister | {"domain":"xn--a.com"} | domain
    domainRegister | {"domain":"ab--cd.com"} | domain
    domainRegister | {"domain":"{rtl}evil.com"} | domain
    domainRegister | {"domain":"<script>.com"} | domain
    domainRegister | {"domain":"'; DROP TABLE domain;--.com"} | domain
    domainRegister | {"domain":"fresh.nowhere"} | domain
    domainRegister | {"domain":"www.fresh.com"} | domain
    domainRegister | {"domain":"{label}.com"} | domain
    domainRegister | {"domain":"{long}.com"} | domain
    domainRegister | {"domain":"192.0.2.1"} | domain
    domainRegister | {"domain":"{name}"} | domain
    domainRegister | {"domain":"fresh.com","registrant":987654321} | registrant
    domainRegister | {"domain":"fresh.com","registrant":"NOBODY"} | registrant
    domainRegister | {"domain":"fresh.com","admin":987654321} | admin
    domainRegister | {"domain":"fresh.com","tech":"0"} | tech
    domainRegister | {"domain":"fresh.com","billing":"{long}"} | billing
    domainsSearch | {"orderby":"nonsense"} | orderby
    domainsSearch | {"orderby":"domain_up"} | orderby
    domainsSearch | {"orderby":"_desc_desc"} | orderby
    domainsSearch | {"state":"nonsense"} | state
    domainsSearch | {"view":"nonsense"} | view
    domainsSearch | {"dns":"nonsense"} | dns
    domainsSearch | {"limit":1001} | limit
    domainsSearch | {"limit":"NONE"} | limit
    domainsSearch | {"page":0} | page
    domainsSearch | {"count":"many"} | count
    domainsSearch | {"domains":{thousands}} | domains
    domainsSearch | {"ids":{thousands}} | ids
    domainsSearch | {"note":{thousands}} | note
    domainTransfer | {"domain":"{name}","password":"wrong"} | domain
    domainTransfer | {"domain":"free-as-a-bird.com","password":"wrong"} | domain
    domainTransfer | {"domain":"-a.com","password":"wrong"} | domain
    domainCheckTransfer | {"domain":"a.nowhere","password":"wrong"} | domain
    domainApprovePreincoming | {"domains":"{coming}"} | confirm_data
    domainApprovePreincoming | {"domains":"{coming}","confirm_data":{}} | confirm_data
    domainApprovePreincoming | {"domains":"{coming}","confirm_data":{"token":""}} | confirm_data
    domainApprovePreincoming | {"domains":"{coming}","confirm_data":{"token":"x"}} | confirm_data
    domainApprovePreincoming | {"domains":"{coming}","confirm_data":{"token":"{text}"}} | confirm_data
    domainApprovePreincoming | {"domains":"other.com","confirm_data":{confirmation}} | confirm_data
    domainsRejectPreincoming | {"domains":"{coming}","confirm_data":"{}"} | confirm_data
    domainsRejectPreincoming | {"confirm_data":{"hash":"x","salt":"y"}} | confirm_data
    domainSetNSs | {"domain":"{name}"} | nss
    domainSetNSs | {"domain":"{name}","nss":"ns1.elsewhere.example"} | nss
    domainSetNSs | {"domain":"{name}","nss":"ns1.a.example,ns1.a.example"} | nss
    domainSetNSs | {"domain":"{name}","nss":"ns1.a.example,NS1.A.example"} | nss
    domainSetNSs | {"domain":"{name}","nss":"ns1.a.example,ns2.{name}"} | nss
    domainSetNSs | {"domain":"{name}","nss":"ns1.a.example,ns2.{name}/127.0.0.1"} | nss
    domainSetNSs | {"domain":"{name}","nss":"ns1.a.example,ns2.{name}/300.0.0.1"} | nss
    domainSetNSs | {"domain":"{name}","nss":"ns1.a.example,-.example"} | nss
    domainSetNSs | {"domain":"{name}","nss":{servers}} | nss
    domainSetNote | {"domain":"{name}","note":"{text}"} | note
    domainSetNote | {"domain":"{name}","note":"a{bell}b"} | note
    domainRenew | {"domain":"{name}","period":1,"expires":"2026-12-31"} | expires
    domainRenew | {"domain":"{name}","period":1,"expires":"2028-01-01"} | expires
    domainRenew | {"domain":"{name}","period":1,"expires":"9999-12-31"} | expires
    domainRenew | {"domain":"{name}","period":1,"expires":"0001-01-01"} | expires
    domainRenew | {"domain":"{name}","period":1,"expires":"0000-01-01"} | expires
    domainRenew | {"domain":"{name}","period":10,"expires":"2027-01-01"} | period
    domainSetContacts | {"domain":"{name}","registrant":"{contact}","admin":"x","tech":"{contact}","billing":"{contact}"} | admin
    domainSetContacts | {"domain":"{name}","registrant":"-1","admin":"{contact}","tech":"{contact}","billing":"{contact}"} | registrant
    domainPush | {"domain":"{name}","sender":"other","receiver":"guarded"} | sender
    domainPush | {"domain":"{name}","sender":"nobody","receiver":"guarded"} | sender
    domainPush | {"domain":"{name}","sender":"main","receiver":"nobody"} | receiver
    domainPush | {"domain":"{name}","sender":"main","receiver":"main"} | receiver
    domainPush | {"domain":"{name}","sender":"main","receiver":"operator"} | receiver
    domainSetDNS | {"domain":"{name}"} | record
    domainSetDNS | {"domain":"{name}","1":"x"} | 1
    domainSetDNS | {"domain":"{name}","1":["a"]} | 1
    domainSetDNS | {"domain":"{name}","1":{"value":"192.0.2.1","status":"new"}} | 1[type]
    domainSetDNS | {"domain":"{name}","1":{"type":"bogus","value":"192.0.2.1","status":"new"}} | 1[type]
    domainSetDNS | {"domain":"{name}","1":{"type":"a","status":"new"}} | 1[value]
    domainSetDNS | {"domain":"{name}","1":{"type":"a","value":"192.0.2.256","status":"new"}} | 1[value]
    domainSetDNS | {"domain":"{name}","1":{"type":"a","value":"2001:db8::1","status":"new"}} | 1[value]
    domainSetDNS | {"domain":"{name}","1":{"type":"aaaa","value":"192.0.2.1","status":"new"}} | 1[value]
    domainSetDNS | {"domain":"{name}","1":{"type":"cname","value":"not a host","name":"x","status":"new"}} | 1[value]
    domainSetDNS | {"domain":"{name}","1":{"type":"txt","value":"{text}","status":"new"}} | 1[value]
    domainSetDNS | {"domain":"{name}","1":{"type":"srv","value":"x","name":"_a","status":"new"}} | 1[value]
    domainSetDNS | {"domain":"{name}","1":{"type":"a","value":"192.0.2.1","ttl":59,"status":"new"}} | 1[ttl]
    domainSetDNS | {"domain":"{name}","1":{"type":"a","value":"192.0.2.1","ttl":86401,"status":"new"}} | 1[ttl]
    domainSetDNS | {"domain":"{name}","1":{"type":"a","value":"192.0.2.1","ttl":4294967296,"status":"new"}} | 1[ttl]
    domainSetDNS | {"domain":"{name}","1":{"type":"cname","value":"a.example","name":"x","status":"new"},"2":{"type":"a","value":"192.0.2.1","name":"x","status":"new"}} | [name]
    domainSetDNS | {"domain":"{name}","1":{"type":"a","value":"192.0.2.1","status":"new"},"2":{"type":"a","value":"x","status":"new"}} | 2[value]
    domainSetDNS | {"domain":"{name}","1":{"type":"a","value":"192.0.2.9","name":"none","status":"deleted"}} | record
    domainSetDNS | {"domain":"{name}","1":{"id":987654321,"status":"deleted"}} | record
    domainSetDNS | {"domain":"{name}","1":{"type":"soa","status":"deleted"}} | id
    domainSetDNS | {"domain":"{coming}","1":{"type":"a","value":"192.0.2.1","status":"new"}} |
    hdomainGetDNS | {} | id
    hdomainGetDNS | {"id":987654321} | not found
    hdomainSetDNS | {"id":"{name_id}"} | record
    hostsSearch | {"orderby":"nonsense"} | orderby
    hostsSearch | {"limit":99999999} | limit
    hostsSearch | {"host":{thousands}} | host
    hostCreate | {"host":"ns1.elsewhere.example","ips":"192.0.2.1"} | host
    hostCreate | {"host":"{name}","ips":"192.0.2.1"} | host
    hostCreate | {"host":"ns1.{name}","ips":"192.0.2.1"} | host
    hostCreate | {"host":"-.{name}","ips":"192.0.2.1"} | host
    hostCreate | {"host":"ns9.{name}","ips":"127.0.0.1"} | ips
    hostCreate | {"host":"ns9.{name}","ips":"0.0.0.0"} | ips
    hostCreate | {"host":"ns9.{name}","ips":"224.0.0.1"} | ips
    hostCreate | {"host":"ns9.{name}","ips":"::1"} | ips
    hostCreate | {"host":"ns9.{name}","ips":"192.0.2.1,192.0.2.1"} | ips
    hostCreate | {"host":"ns9.{name}","ips":{addresses}} | ips
    hostUpdate | {"id":"{host_id}","ips":"127.0.0.1"} | ips
    hostUpdate | {"id":"{host_id}","ips":{addresses}} | ips
    hostUpdate | {"id":"{host_id}","host":"ns2.{name}","ips":"192.0.2.1"} | host
    hostDelete | {"host":"ns9.{name}"} | host
    contactsSearch | {"orderby":"nonsense"} | orderby
    contactsSearch | {"email":{thousands}} | email
    contactCreate | {person,"country":"ZZ"} | country
    contactCreate | {person,"country":"Nowhere"} | country
    contactCreate | {person,"type":"robot"} | type
    contactCreate | {person,"first_name":"{text}"} | first_name
    contactCreate | {person,"first_name":"a{bell}b"} | first_name
    contactCreate | {person,"street1":"{text}"} | street1
    contactCreate | {person,"street3":"{text}"} | street3
    contactCreate | {person,"city":"{text}"} | city
    contactCreate | {person,"postal_code":"{text}"} | postal_code
    contactCreate | {person,"province":"{text}"} | province
    contactCreate | {person,"organization":"{text}"} | organization
    contactCreate | {person,"email":"{text}@a.com"} | email
    contactCreate | {person,"emails":{mails}} | emails
    contactCreate | {person,"inn":"{text}"} | inn
    contactCreate | {person,"director_name":"{text}"} | director_name
    contactCreate | {person,"passport_by":"{text}"} | passport_by
    contactCreate | {person,"voice_phone":"...."} | voice_phone
    contactCreate | {person,"voice_phone":"+1"} | voice_phone
    contactUpdate | {person,"id":"{contact}","country":"ZZ"} | country
    contactUpdate | {person,"id":"{contact}","pincode":"12345"} | pincode
    contactUpdate | {person,"id":987654321} | contact
    contactGetInfo | {"id":"NOBODY"} | contact
    contactDelete | {"id":"{contact}"} | contact
    clientCheck | {"login":"main"} | password
    clientCheck | {"password":"x"} | login
    clientGetBalance | {"currency":"dollars"} | currency
    clientGetBalance | {"client":"nobody"} | client
    clientGetBalance | {"id":987654321} | client
    clientGetBalance | {"client":"main","id":987654321} | client
    clientGetPrices | {"seller":"nobody"} | seller
    clientGetPrices | {"seller":"main"} | seller
    clientGetPrices | {"seller_id":987654321} | seller_id
    tariffsGetAvailable | {"seller":"nobody"} | seller
    tariffsGetAvailable | {"type":"nonsense"} | type
    tariffGetInfo | {} | id
    tariffGetInfo | {"id":987654321} | tariff
    serversSearch | {"states":"ok,nonsense"} | states
    serversSearch | {"orderby":"ip_asc"} | orderby
    serversSearch | {"limit":1001} | limit
    serversSearch | {"servers":{thousands}} | servers
    serversGetList | {"ids":{thousands}} | ids
    serverBuy | {"tariff":"nonsense","osimage":"debian12x64","cluster_id":1} | tariff
    serverBuy | {server,"tariff":"xenssd vds 4 100++"} | tariff
    serverBuy | {server,"cluster_id":3} | cluster_id
    serverBuy | {server,"cluster_id":4294967297} | cluster_id
    serverBuy | {server,"osimage":"plan9"} | osimage
    serverBuy | {server,"osimage":"gentoox64.live"} | osimage
    serverBuy | {server,"panel":"nonsense"} | panel
    serverBuy | {server,"osimage":"freebsd14x64","panel":"isp"} | panel
    serverBuy | {server,"amount":256} | amount
    serverBuy | {server,"amount":99999999} | amount
    serverBuy | {server,"callback_url":"http://user:pass@"} | callback_url
    serverBuy | {server,"callback_url":"http://{text}.com"} | callback_url
    serverBuy | {server,"callback_url":"gopher://a.com"} | callback_url
    serverBuy | {server,"purpose":"{text}"} | purpose
    serverBuy | {server,"social":"{text}"} | social
    serverRenew | {"id":"{server_id}","amount":255} | amount
    serverRenew | {"id":"{server_id}","server":"nobodys"} | server
    serverResetup | {"id":"{server_id}","osimage":"plan9"} | osimage
    serverResetup | {"id":"{server_id}","osimage":"debian12x64","panel":"nonsense"} | panel
    serverBootLive | {"id":"{server_id}","osimage":"debian12x64"} | osimage
    serverReboot | {"server":"nobodys"} | server
    osimagesSearch | {"type":"kvm"} | type
    certificatesSearch | {"state":"nonsense"} | state
    certificatePurchase | {} | product
    certificatePurchase | {"product":"nonsense"} | product
    certificatePurchase | {"product_id":1} | product
    certificatePurchase | {"product_id":701} | product
    certificatePurchase | {"product":"dv_single","product_id":602} | product_id
    certificatePurchase | {"product_id":601,"object_id":602} | object_id
    certificatePurchase | {"product":"dv_single","coupon":"FREE"} | coupon
    certificatePurchase | {"product":"dv_single","client":"nobody"} | client
    certificateIssue | {order,"csr":"x"} | csr
    certificateIssue | {order,"csr":"{text}"} | csr
    certificateIssue | {order,"csr":"-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----"} | csr
    certificateIssue | {order,"dcv_method":"pigeon"} | dcv_method
    certificateIssue | {order,"dcv_method":"email"} | approver_email
    certificateIssue | {order,"dcv_method":"email","approver_email":"me@elsewhere.com"} | approver_email
    certificateIssue | {order,"admin_id":987654321} | admin_id
    certificateIssue | {order,"tech_id":987654321} | tech_id
    certificateIssue | {order,"org_id":987654321} | org_id
    certificateIssue | {order,"webserver_type":"nonsense"} | webserver_type
    certificateIssue | {order,"dns_names":"www.elsewhere.com,shop.elsewhere.com"} | dns_names
    certificateIssue | {order,"dns_names":"*.{name}"} | dns_names
    certificateRenew | {"id":"{certificate}","expires":"9999-12-31"} | expires
    certificateRenew | {"id":"{certificate}","expires":"2026-01-01"} | expires
    certificateCancel | {"id":"{bought}","reason":"{text}"} | reason
    certificateCancel | {"id":987654321,"reason":"x"} | id
    certificateChangeValidation | {"id":"{certificate}","dcv_method":"pigeon"} | dcv_method
    certificateChangeValidation | {"id":"{certificate}","dcv_method":"email"} | approver_email
    certificateChangeValidation | {"id":"{certificate}","dcv_method":"email","approver_email":"admin@elsewhere.com"} | approver_email
    certificateGenerateCSR | {subject,"csr_country":"ZZ"} | csr_country
    certificateGenerateCSR | {subject,"csr_country":"South Africa"} | csr_country
    certificateGenerateCSR | {subject,"csr_commonname":"no name"} | csr_commonname
    certificateGenerateCSR | {subject,"csr_commonname":"{long}.com"} | csr_commonname
    certificateGenerateCSR | {subject,"csr_organization":"{text}"} | csr_organization
    certificateGenerateCSR | {subject,"csr_city":"a{bell}b"} | csr_city
    certificateGenerateCSR | {subject,"csr_email":"x"} | csr_email
    certificateDecodeCSR | {} | csr
    certificateDecodeCSR | {"csr":"x"} | csr
    certificateDecodeCSR | {"csr":"{text}"} | csr
    certificateDecodeCSR | {"csr":"{request}","brand":"nonsense"} | brand
    certificateDecodeCSR | {"csr":"{request}","wildcard":1} | wildcard
    certificateGetWebserverTypes | {"supplier":"nonsense"} | supplier
    certificateGetDomainEmails | {} | domain
    certificateGetDomainEmails | {"domain":"-.com"} | domain
    certificateGetDomainEmails | {"csr":"x"} | csr
    certificateGetDomainEmails | {"id":"{bought}"} |
"#;

/// A text with the words in braces replaced.
fn filled(text: &str, scene: &Scene, bought: i64) -> String {
    let things = &scene.estate.things;
    let inner = |value: &Value| {
        let text = value.to_string();
        text.trim_start_matches('{').trim_end_matches('}').to_owned()
    };
    let list = |items: Vec<String>| json!(items).to_string();
    let many = |count: usize, item: &dyn Fn(usize) -> String| list((1..=count).map(item).collect());
    let order = json!({
        "id": bought, "admin_id": things.contact, "tech_id": things.contact,
        "dcv_method": "dns", "csr": things.request,
    });
    // Things with commas first, because they hold others.
    [
        ("{person,", format!("{{{},", inner(&testkit::domaincontext::person("a@example.com")))),
        ("{server,", format!("{{{},", inner(&crate::estate::server()))),
        ("{subject,", format!("{{{},", inner(&crate::estate::subject("fresh.com")))),
        ("{order,", format!("{{{},", inner(&order))),
        ("{confirmation}", things.confirmation.to_string()),
        ("{thousands}", many(1_001, &|number| format!("{number}{number}.com").replace('.', ""))),
        ("{servers}", many(14, &|number| format!("ns{number}.elsewhere.example"))),
        ("{addresses}", many(40, &|number| format!("192.0.2.{number}"))),
        ("{mails}", many(101, &|number| format!("a{number}@example.com"))),
        ("{request}", things.request.replace('\n', "\\n")),
        ("{name}", things.name.clone()),
        ("{name_id}", things.name_id.to_string()),
        ("{coming}", things.coming.clone()),
        ("{contact}", things.contact.to_string()),
        ("{host_id}", things.host_id.to_string()),
        ("{server_id}", things.server_id.to_string()),
        ("{certificate}", things.certificate.to_string()),
        ("{bought}", bought.to_string()),
        ("{label}", "a".repeat(64)),
        ("{long}", "a.".repeat(200)),
        ("{text}", "x".repeat(100_000)),
        ("{rtl}", "\u{202e}".to_owned()),
        ("{bell}", "\\u0007".to_owned()),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (word, value)| text.replace(word, &value))
}

#[tokio::test(flavor = "multi_thread")]
async fn values_that_cannot_be_meant_are_named() {
    on_each_engine("2026-01-01", values_that_cannot_be_meant).await;
}

async fn values_that_cannot_be_meant(world: World) {
    let scene = Scene::set_in(world).await;
    let product = json!({ "product": "dv_single" });
    let bought = scene.estate.account.asks("certificatePurchase", product).await;
    let bought = id(&bought.done());
    let scene = scene.looks_again().await;
    let account = &scene.estate.account;
    let (mut tried, mut complaints) = (0, Complaints::default());
    for row in NOT_MEANT.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let mut columns = row.split(" |").map(str::trim);
        let mut next = || columns.next().expect("three columns");
        let (command, arguments) = (next(), filled(next(), &scene, bought));
        let arguments = last_of_each(&arguments);
        let reply = Way::Json.calls(account, command, &arguments).await;
        complaints.unless_refused(&reply, next(), row);
        tried += 1;
    }
    complaints.are_none();
    assert!(tried > 200, "{tried}");
    scene.is_unchanged("values that cannot be meant").await;
}

/// The arguments, of which the last of a name counts.
fn last_of_each(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}
