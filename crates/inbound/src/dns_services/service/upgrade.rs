//! What a service can be changed to, and its change.

use app::subscriptions::{self, Options, Upgraded};
use dialects::dns_services::service::upgrade::{Upgrade, UpgradePrice, UpgradeService};
use dialects::dns_services::service::upgrade_options::{
    ListUpgrades, UpgradeItem, UpgradeOptions, UpgradePackage, UpgradeResource,
};
use model::Error;
use model::error::{Field, Reason};
use model::product::{Choice, Cycle, FormField, Product, Selection};
use model::subscription::SubscriptionId;

use crate::dns_services::cart::{choices, form};
use crate::dns_services::door::Caller;
use crate::dns_services::errors::{Handled, Refused};
use crate::dns_services::{cycle, numbers, values};

pub async fn options(caller: Caller, call: ListUpgrades) -> Handled<UpgradeOptions> {
    let options = subscriptions::options(caller.cx()?, SubscriptionId(call.id.0)).await?;
    let (fields, products) = (options.fields.iter(), options.products.iter());
    let resource = |field| resource(field, &options.selection, options.cycle);
    Ok(UpgradeOptions {
        resources: fields.map(resource).collect::<Result<_, _>>()?,
        package: products
            .map(|product| package(product, options.cycle))
            .collect::<Result<_, _>>()?,
    })
}

fn resource(
    field: &FormField,
    selection: &Selection,
    cycle: Cycle,
) -> Result<UpgradeResource, Error> {
    let chosen = form::chosen_item(field, selection.choices.get(&field.id));
    let items = field.items.iter().map(|item| {
        let (price, setup_price) = form::prices(item, 1, cycle)?;
        Ok(UpgradeItem {
            id: i64::from(item.id).into(),
            name: item.title.clone(),
            price,
            setup_price,
            selected: chosen.is_some_and(|(chosen, _)| chosen.id == item.id),
        })
    });
    Ok(UpgradeResource {
        id: i64::from(field.id),
        name: field.title.clone(),
        r#type: form::kind(&field.kind).to_owned(),
        items: items.collect::<Result<_, Error>>()?,
    })
}

fn package(product: &Product, now: Cycle) -> Result<UpgradePackage, Error> {
    Ok(UpgradePackage {
        id: i64::from(product.id.0).into(),
        name: product.name.clone(),
        cycles: cycle::periods(product, now)?,
    })
}

pub async fn upgrade(caller: Caller, call: UpgradeService) -> Handled<Upgrade> {
    let (cx, id) = (caller.cx()?, SubscriptionId(call.id.0));
    let options = subscriptions::options(cx, id).await?;
    let package = call.package.map(|number| numbers::product(number.0)).transpose()?;
    let becomes = options.products.iter().find(|product| Some(product.id) == package);
    let fields = becomes.map_or(&options.fields, |product| &product.fields);
    let wish = subscriptions::Upgrade {
        choices: choices::of_a_form(fields, &call.resources).map_err(named)?,
        product: package,
        cycle: cycle::chosen(call.cycle.as_deref(), Field::Cycle)?,
    };
    let chosen = wish.choices.clone();
    let upgraded = subscriptions::upgrade(cx, id, wish, call.send.0).await.map_err(named)?;
    let prices = Prices { options: &options, becomes, upgraded: &upgraded };
    let total = match &upgraded.order {
        Some((_, invoice)) => invoice.total,
        None => upgraded.estimate.total,
    };
    Ok(Upgrade {
        order_num: upgraded.order.as_ref().map(|(number, _)| *number),
        invoice_id: upgraded.order.as_ref().map(|(_, invoice)| invoice.id.0.into()),
        total: total.to_string(),
        resources: chosen
            .iter()
            .filter_map(|(id, choice)| prices.resource(*id, choice).transpose())
            .collect::<Result<_, _>>()?,
        package: prices.package()?,
    })
}

/// Upgrades call what they choose otherwise than orders do.
fn named(error: Error) -> Refused {
    let same = Error::invalid(Field::Product, Reason::NothingChanges);
    if error == same {
        return Refused::saying(error, "The upgrade changes nothing");
    }
    Refused::renamed(error, |field| match field {
        Field::Choice(id) => Some(format!("resources[{id}]")),
        Field::Product => Some("package".to_owned()),
        _ => None,
    })
}

/// What is known about the price of a change.
struct Prices<'a> {
    options: &'a Options,
    becomes: Option<&'a Product>,
    upgraded: &'a Upgraded,
}

impl Prices<'_> {
    /// What a resource costs that was chosen anew; text costs nothing.
    fn resource(&self, id: u32, choice: &Choice) -> Result<Option<UpgradePrice>, Error> {
        let fields = self.becomes.map_or(&self.options.fields, |product| &product.fields);
        let Some(field) = fields.iter().find(|field| field.id == id) else { return Ok(None) };
        let cycle = self.upgraded.estimate.cycle;
        let Some((item, quantity)) = form::chosen_item(field, Some(choice)) else {
            let nothing = values::number("0")?;
            let (id, name) = (i64::from(id), field.title.clone());
            return Ok(Some(UpgradePrice {
                id,
                name,
                price: nothing.clone(),
                setup_price: nothing,
            }));
        };
        let (price, setup_price) = form::prices(item, quantity, cycle)?;
        Ok(Some(UpgradePrice { id: i64::from(id), name: item.title.clone(), price, setup_price }))
    }

    /// What the product costs that the service becomes.
    fn package(&self) -> Result<Vec<UpgradePrice>, Error> {
        let Some(product) = self.becomes else { return Ok(Vec::new()) };
        let bare = product.price(&Selection::default(), self.upgraded.estimate.cycle)?;
        Ok(vec![UpgradePrice {
            id: i64::from(product.id.0),
            name: product.name.clone(),
            price: values::amount(bare.recurring)?,
            setup_price: values::amount(bare.setup)?,
        }])
    }
}
