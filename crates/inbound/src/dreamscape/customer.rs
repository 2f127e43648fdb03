//! Customers of the reseller.

use app::accounts::below;
use app::accounts::customers::{self, Customer, CustomerChange, NewCustomer};
use app::accounts::login_links::{self, To};
use dialects::dreamscape::customer::create::CreateCustomer;
use dialects::dreamscape::customer::list::ListCustomers;
use dialects::dreamscape::customer::login_link::CreateLoginLink;
use dialects::dreamscape::customer::read::ReadCustomer;
use dialects::dreamscape::customer::row::{Customer as Row, CustomerStatus};
use dialects::dreamscape::customer::terminate::TerminateCustomer;
use dialects::dreamscape::customer::update::UpdateCustomer;
use dialects::dreamscape::login_link::LoginLink;
use dialects::dreamscape::nothing::Nothing;
use model::account::{AccountId, Standing};
use model::secret::Secret;
use wire::Api;

use super::AUDIENCE;
use super::answer::Answer;
use super::door::{Caller, DreamscapeDoor};
use super::errors::Handled;
use super::paging::window;
use super::{dates, person};

pub fn routes(api: Api<DreamscapeDoor>) -> Api<DreamscapeDoor> {
    api.on::<ListCustomers, _>(list)
        .on::<ReadCustomer, _>(read)
        .on::<CreateCustomer, _>(create)
        .on::<UpdateCustomer, _>(update)
        .on::<TerminateCustomer, _>(terminate)
        .on::<CreateLoginLink, _>(login_link)
}

async fn list(caller: Caller, call: ListCustomers) -> Handled<Answer<Vec<Row>>> {
    let page = customers::list(caller.cx()?, window(call.paging)).await?;
    let rows = page.rows.into_iter().map(row).collect();
    Ok(Answer::page(rows, call.paging, page.matching))
}

async fn read(caller: Caller, call: ReadCustomer) -> Handled<Answer<Row>> {
    let customer = customers::read(caller.cx()?, AccountId(call.customer_id.0)).await?;
    Ok(Answer::Done(row(customer)))
}

async fn create(caller: Caller, call: CreateCustomer) -> Handled<Answer<Row>> {
    let wish = NewCustomer {
        audience: AUDIENCE,
        username: call.username.map(|username| username.0),
        password: call.password.map(|password| Secret::new(password.0)),
        person: person::person(call.person, call.mobile.map(|mobile| mobile.0)),
    };
    Ok(Answer::Done(row(customers::create(caller.cx()?, wish).await?)))
}

async fn update(caller: Caller, call: UpdateCustomer) -> Handled<Answer<Row>> {
    let change = CustomerChange {
        username: call.username.map(|username| username.0),
        password: call.password.map(|password| Secret::new(password.0)),
        person: person::patch(call.person, person::emptied(call.mobile, |mobile| mobile.0)),
    };
    let id = AccountId(call.customer_id.0);
    let customer = customers::update(caller.cx()?, AUDIENCE, id, change).await?;
    Ok(Answer::Done(row(customer)))
}

async fn terminate(caller: Caller, call: TerminateCustomer) -> Handled<Answer<Nothing>> {
    customers::terminate(caller.cx()?, AccountId(call.customer_id.0)).await?;
    Ok(Answer::Done(Nothing))
}

async fn login_link(caller: Caller, call: CreateLoginLink) -> Handled<Answer<LoginLink>> {
    let (cx, id) = (caller.cx()?, AccountId(call.customer_id.0));
    customers::read(cx, id).await?;
    let acting = below::acting_for(cx, id).await?;
    let link = login_links::create(&acting, To::Account).await?;
    Ok(Answer::Done(LoginLink { link }))
}

fn row(customer: Customer) -> Row {
    let person = person::shown(customer.person.person);
    Row {
        id: customer.id.0,
        status_id: status(customer.standing),
        username: customer.username,
        first_name: person.first_name,
        last_name: person.last_name,
        address: person.address,
        city: person.city,
        country: person.country,
        state: person.state,
        post_code: person.post_code,
        country_code: person.country_code,
        phone: person.phone,
        mobile: person.mobile,
        email: person.email,
        currency: customer.currency.code().to_owned(),
        account_type: person.account_type,
        business_name: person.business_name,
        business_number: person.business_number,
        business_number_type: person.business_number_type,
        date_added: dates::instant(customer.opened),
    }
}

const fn status(standing: Standing) -> CustomerStatus {
    match standing {
        Standing::Active => CustomerStatus::Active,
        Standing::Pending => CustomerStatus::Pending,
        Standing::Suspended => CustomerStatus::Suspended,
        Standing::Disabled => CustomerStatus::Disabled,
        Standing::Closed => CustomerStatus::Terminated,
    }
}
