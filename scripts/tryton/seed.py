"""Fills a fresh Tryton database with a company, products, opportunities and quotations.

Runs under Debian's own Python, which has Tryton's client library. Prints the ids of the records as JSON.
"""

import json
import sys
from datetime import date
from decimal import Decimal

from proteus import Model, Wizard, config

configuration = config.set_trytond(database=sys.argv[1], config_file=sys.argv[2], user="admin")
today = date.today()

Currency = Model.get("currency.currency")
Party = Model.get("party.party")
User = Model.get("res.user")
Language = Model.get("ir.lang")

euro = Currency(name="Euro", symbol="€", code="EUR", digits=2)
euro.save()

company_party = Party(name="Fjord Compressors")
company_party.save()
wizard = Wizard("company.company.config")
wizard.execute("company")
wizard.form.party = company_party
wizard.form.currency = euro
wizard.execute("add")
(company,) = Model.get("company.company").find()
configuration._context = User.get_preferences(True, configuration.context)

(german,) = Language.find([("code", "=", "de")])
german.translatable = True
german.save()
(english,) = Language.find([("code", "=", "en")])

Template = Model.get("account.account.template")
(root,) = Template.find([("parent", "=", None)], limit=1)
create_chart = Wizard("account.create_chart")
create_chart.execute("account")
create_chart.form.account_template = root
create_chart.form.company = company
create_chart.execute("create_account")
Account = Model.get("account.account")
(receivable,) = Account.find([("type.receivable", "=", True), ("company", "=", company.id)], limit=1)
(payable,) = Account.find([("type.payable", "=", True), ("company", "=", company.id)], limit=1)
(revenue,) = Account.find([("type.revenue", "=", True), ("company", "=", company.id)], limit=1)
(expense,) = Account.find([("type.expense", "=", True), ("company", "=", company.id)], limit=1)
create_chart.form.account_receivable = receivable
create_chart.form.account_payable = payable
create_chart.execute("create_properties")

Category = Model.get("product.category")
accounting = Category(name="Sales", accounting=True, account_revenue=revenue, account_expense=expense)
accounting.save()
families = {}
for name in ("Compressors", "Controls", "Services", "Freight"):
    families[name] = Category(name=name)
    families[name].save()

Unit = Model.get("product.uom")
(unit,) = Unit.find([("name", "=", "Unit")])
ProductTemplate = Model.get("product.template")
products = {}
for code, name, family, price, cost in (
    ("CX-40", "Centrifugal compressor CX-40", "Compressors", "12400", "8150"),
    ("CP-7", "Control panel CP-7", "Controls", "1850", "1020"),
    ("INST-D", "Installation day", "Services", "960", "610"),
    ("WAR-3Y", "Three-year warranty", "Services", "2400", "900"),
    ("FRT", "Freight", "Freight", "450", "380"),
    ("HEX-9", "Heat exchanger HEX-9", "Compressors", "6020", "0"),
):
    template = ProductTemplate(
        name=name,
        code=code,
        type="service" if family in ("Services", "Freight") else "goods",
        default_uom=unit,
        salable=True,
        list_price=Decimal(price),
        account_category=accounting,
    )
    template.categories.append(Category(families[family].id))
    template.products[0].cost_price = Decimal(cost)
    template.save()
    products[code] = template.products[0]

parties = {}
for name in ("Nordhavn Marine A/S", "Havredal Mejeri", "<img src=x onerror=\"document.title='owned'\">"):
    parties[name] = Party(name=name)
    parties[name].addresses[0].street = "Kajen 1"
    parties[name].save()

Employee = Model.get("company.employee")
seller = Party(name="Ida Berg")
seller.save()
employee = Employee(party=seller, company=company)
employee.save()
(admin,) = User.find([("login", "=", "admin")])
admin.employees.append(employee)
admin.employee = employee
admin.language = english
admin.save()


def colleague(login, language, groups):
    user = User(name=login, login=login, password=sys.argv[3], language=language)
    user.groups.extend(Group(group.id) for group in groups)
    user.companies.append(Company(company.id))
    user.company = Company(company.id)
    user.employees.append(Employee(employee.id))
    user.employee = Employee(employee.id)
    user.save()


Group = Model.get("res.group")
Company = Model.get("company.company")
ModelData = Model.get("ir.model.data")
ModelField = Model.get("ir.model.field")
FieldAccess = Model.get("ir.model.field.access")
(sales_group,) = ModelData.find([("module", "=", "sale"), ("fs_id", "=", "group_sale")])
sales = Group(sales_group.db_id)
colleague("german", german, admin.groups)
colleague("seller", english, [sales])
# What nobody but the administrators may read: what a product costs.
costs = ModelField.find([("name", "in", ["cost_price", "cost_prices"]), ("model.model", "like", "product.%")])
(administration,) = Group.find([("name", "=", "Administration")])
for field in costs:
    for group, is_allowed in ((None, False), (administration, True)):
        FieldAccess(
            field=field,
            group=group and Group(group.id),
            perm_read=is_allowed,
            perm_write=is_allowed,
            perm_create=is_allowed,
            perm_delete=is_allowed,
        ).save()

PaymentTerm = Model.get("account.invoice.payment_term")
term = PaymentTerm(name="30 days")
term.lines.new(type="remainder")
term.save()

Sale = Model.get("sale.sale")


def quotation(party, description, rows):
    sale = Sale(party=parties[party], description=description, payment_term=term, sale_date=None)
    for code, quantity, rate in rows:
        line = sale.lines.new()
        line.product = products[code]
        line.quantity = quantity
        if rate:
            line.discount_rate = Decimal(rate)
    sale.save()
    return sale


fixture = quotation(
    "Nordhavn Marine A/S",
    "Compressor station Nordhavn",
    (("CX-40", 2, "0.10"), ("CP-7", 4, "0.05"), ("INST-D", 6, None), ("WAR-3Y", 1, "0.25"), ("FRT", 1, None)),
)
second = quotation("Havredal Mejeri", "Cooling line extension", (("CX-40", 1, None), ("CP-7", 1, None)))
unknown = quotation("Havredal Mejeri", "Heat recovery", (("CX-40", 1, None), ("HEX-9", 1, None)))
hostile = quotation("<img src=x onerror=\"document.title='owned'\">", "<b>Panels</b>", (("CP-7", 1, None),))
confirmed = quotation("Nordhavn Marine A/S", "Spare panels", (("CP-7", 2, None),))
for sale in (confirmed,):
    sale.invoice_address = sale.party.addresses[0]
    sale.shipment_address = sale.party.addresses[0]
    sale.save()
    sale.click("quote")
    sale.click("confirm")

Opportunity = Model.get("sale.opportunity")


def opportunity(party, description, amount, probability, rows):
    deal = Opportunity(
        party=parties[party],
        description=description,
        employee=employee,
        start_date=today,
        amount=Decimal(amount),
        conversion_probability=Decimal(probability),
    )
    for code, quantity in rows:
        line = deal.lines.new()
        line.product = products[code]
        line.quantity = quantity
    deal.save()
    deal.click("opportunity")
    return deal


deal = opportunity(
    "Nordhavn Marine A/S",
    "Compressor station Nordhavn",
    "37360",
    "0.5",
    (("CX-40", 2), ("CP-7", 4), ("INST-D", 6), ("WAR-3Y", 1), ("FRT", 1)),
)
other = opportunity("Havredal Mejeri", "Service agreement", "9600", "0.25", (("INST-D", 8),))

json.dump(
    {
        "quotation": fixture.id,
        "secondQuotation": second.id,
        "unknownCostQuotation": unknown.id,
        "hostileQuotation": hostile.id,
        "confirmedSale": confirmed.id,
        "opportunity": deal.id,
        "secondOpportunity": other.id,
    },
    sys.stdout,
)
