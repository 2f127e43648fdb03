//! Logins below an account.

use serde_json::{Value, json};

use crate::world::{PASSWORD, World};

const CLERK: &[(&str, &str)] = &[
    ("username", "clerk"),
    ("password", PASSWORD),
    ("name", "Thandi Maseko"),
    ("email", "thandi@example.co.za"),
    ("contactNumber", "+27.215550101"),
    ("address1", "12 Long Street"),
    ("city", "Cape Town"),
    ("province", "Western Cape"),
    ("postalCode", "8001"),
    ("country", "ZA"),
];

#[tokio::test]
async fn a_clerk_comes_and_goes() {
    let world = World::new().await;
    let main = &world.main;
    let created = main.post("/subuser", CLERK).await.done();
    assert_eq!(created["arrUser"]["strPassword"], PASSWORD);
    assert_eq!(created["arrUser"]["strStatus"], "active");
    main.post("/subuser", CLERK).await.refused(13, "username already exists");

    let clerk = world.signs_in("clerk").await;
    assert_eq!(clerk.get("/domain/funds", &[]).await.done()["strBalance"], "435");
    clerk.post("/subuser", CLERK).await.refused(7, "Only the owner of the account may do this");

    let one = [("username", "clerk")];
    let listed = main.get("/subuser", &one).await.done();
    let user = &listed["arrUser"];
    assert_eq!(user["strContactID"], created["arrUser"]["strContactID"]);
    assert_eq!(user["strContactAddress"], json!(["12 Long Street", "", ""]));
    assert_eq!((&user["strRole"], &user["strContactType"]), (&Value::Null, &json!("subuser")));

    let change = [("username", "clerk"), ("city", "Paarl"), ("password", "")];
    let changed = main.put("/subuser", &change).await.done();
    assert_eq!(changed["arrUser"]["strContactCity"], "Paarl");
    assert_eq!(changed["arrUser"]["strContactName"], "Thandi Maseko");

    main.post("/subuser/suspend", &one).await.done();
    clerk.get("/domain/funds", &[]).await.refused(7, "Your user is suspended");
    let login = [("username", "clerk"), ("password", PASSWORD)];
    let answer = world.nobody().post("/login", &login).await;
    answer.refused(7, "Your user is suspended");
    main.post("/subuser/suspend", &one).await.refused(12, "It is suspended already.");
    main.post("/subuser/unsuspend", &one).await.done();
    world.other.post("/subuser/suspend", &one).await.refused(11, "username does not exist");
    main.delete("/subuser", &one).await.done();
    assert_eq!(main.get("/subuser", &[]).await.done()["arrUser"], json!([]));
    let all = main.get("/subuser", &[("includeDeleted", "1")]).await.done();
    assert_eq!(all["arrUser"]["strStatus"], "deleted");
}
