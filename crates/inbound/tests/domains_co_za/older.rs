//! What older clients call, with the account's key as a parameter.

use serde_json::json;

use crate::world::World;

#[tokio::test]
async fn a_label_is_checked_under_many_extensions() {
    let world = World::new().await;
    let nobody = world.nobody();
    let asked =
        [("key", world.main.key.as_str()), ("sld", "shoes"), ("tlds", "co.za;.com;nosuch;CO.ZA")];
    let answer = nobody.get("/domain/domain/checkTlds", &asked).await.done();
    assert_eq!(answer["strSLD"], "shoes");
    let verdict = |available, key, message: &str| json!({ "isAvailable": available, "usesEppKey": key, "isPremium": "false", "message": message });
    let verdicts = &answer["arrTLDs"];
    assert_eq!(verdicts["co.za"], verdict("true", "false", "Available"));
    assert_eq!(verdicts["CO.ZA"], verdict("true", "false", "Available"));
    assert_eq!(verdicts["com"], verdict("false", "true", "Domain is already registered"));
    assert_eq!(verdicts["nosuch"], verdict("false", "false", "TLD is unsupported"));
    let bad = [asked[0], ("sld", "-"), asked[2]];
    nobody.post("/domain/domain/checkTlds", &bad).await.refused(14, "sld is not a domain name");
}

#[tokio::test]
async fn names_are_counted_where_they_stand() {
    let world = World::new().await;
    for (name, days_ago) in [
        ("new.co.za", 0),
        ("older.co.za", 20),
        ("soon.co.za", 362),
        ("lapsed.co.za", 372),
        ("past.co.za", 380),
    ] {
        world.gives(&world.main, name, days_ago).await;
    }
    world.gives(&world.other, "stranger.co.za", 0).await;
    let totals = world.main.post("/domain/domain/domainTotals", &[]).await.done();
    assert_eq!(
        totals["arrTotals"],
        json!({
            "intTotalDomains": 5, "intTotalTransfersIn": 0, "intTotalTransfersOut": 0,
            "intTotalPendingUpdates": 0, "intTotalPremiumDNS": 5,
            "intTotalReg1": 1, "intTotalReg7": 1, "intTotalReg30": 2,
            "intTotalExpiring1": 0, "intTotalExpiring7": 1, "intTotalExpiring14": 1,
            "intTotalExpiring30": 1, "intTotalExpiring60": 1, "intTotalExpiring90": 1,
            "intTotalExpired": 2, "intTotalInRedemption": 1,
        })
    );
}

#[tokio::test]
async fn what_is_not_queued_cannot_be_withdrawn() {
    let world = World::new().await;
    world.gives(&world.main, "shoes.co.za", 1).await;
    let shoes = [("sld", "shoes"), ("tld", "co.za")];
    for path in ["/domain/domain/cancelUpdate", "/domain/domain/cancelDelete"] {
        world.main.post(path, &shoes).await.refused(4, "Nothing is pending for this domain");
        world
            .other
            .delete(path, &shoes)
            .await
            .refused(8, "Domain is not associated with your account");
    }
    world
        .main
        .get("/domain/domain/transferCheck", &shoes)
        .await
        .refused(11, "Transfer does not exist");
}
