/** How systems spell the fields of an order: canonical names and their spellings without case and separators, the likeliest first. */
export type Spellings = Readonly<Record<string, readonly string[]>>;

const words = (text: string): readonly string[] => text.split(' ');

/** Fields of the order itself. */
export const headerSpellings: Spellings = {
  id: words('id orderid entityid uuid guid orderuuid orderkey documentid'),
  number: words(
    'number ordernumber orderno ordernr orderref orderreference incrementid reference displayid documentnumber',
  ),
  status: words('status state orderstatus orderstate statusname statuscode'),
  paymentStatus: words('paymentstatus financialstatus paymentstate paidstatus'),
  fulfilmentStatus: words(
    'fulfilmentstatus fulfillmentstatus shippingstatus deliverystatus shipmentstatus deliverystate',
  ),
  currency: words('currency currencycode ordercurrency ordercurrencycode currencyiso currencyisocode isocurrencycode'),
  placedAt: words(
    'placedat createdat created datecreated orderdate orderedat placed createdon createddate creationdate',
  ).concat(words('orderdatetime createdtime ordertime purchasedate date timestamp')),
  updatedAt: words(
    'updatedat updated datemodified modifiedat modified lastmodified changedat changed updatedon dateupdated',
  ).concat(
    words('lastupdated lastupdatedat modifiedon modificationdate changedon lastchange updatedtime lastmodifieddate'),
  ),
  note: words('note notes customernote comment comments remark remarks buyernote ordernote message'),
  tags: words('tags labels'),
};

/** Amounts of the order, beside its other fields or in an object of their own. */
export const totalsSpellings: Spellings = {
  'totals.grand': words(
    'grandtotal ordertotal totalprice totalamount amounttotal totalgross grosstotal total grand',
  ).concat(words('totalinctax totalincltax totalpaid sumtotal amount sum price')),
  'totals.subtotal': words(
    'subtotal subtotalprice itemstotal itemtotal totalnet nettotal subtotalexcltax productstotal',
  ),
  'totals.discount': words('discount discounttotal totaldiscount totaldiscounts discountamount rebate'),
  'totals.shipping': words(
    'shippingtotal totalshipping shippingamount shippingcost shippingcosts shippingprice shippingfee',
  ).concat(words('deliverycost deliveryfee deliverycharge freight postage shipping')),
  'totals.tax': words('totaltax taxtotal taxamount totalvat vatamount vattotal tax vat taxes'),
  'totals.paid': words('amountpaid paidamount totalpaid paid paidtotal'),
  'totals.refunded': words('totalrefunded refundedamount amountrefunded refunded totalrefund'),
  'totals.due': words('totaldue amountdue due balance outstanding openamount'),
};

/** Fields of the one who bought. */
export const customerSpellings: Spellings = {
  'customer.id': words('id customerid userid buyerid clientid accountid number customernumber'),
  'customer.email': words('email emailaddress mail customeremail buyeremail contactemail'),
  'customer.firstName': words('firstname givenname forename first'),
  'customer.lastName': words('lastname surname familyname last fullname name displayname'),
  'customer.phone': words('phone phonenumber telephone mobile tel'),
  'customer.guest': words('guest isguest'),
};

/** Fields of an address, without what stands before the point. */
export const addressSpellings: Spellings = {
  firstName: words('firstname givenname forename first'),
  lastName: words('lastname surname familyname last fullname name recipient'),
  company: words('company companyname organisation organization'),
  street: words(
    'street address1 addressline1 line1 street1 streetaddress streetname address addressline street2 address2',
  ).concat(words('addressline2 line2')),
  city: words('city town locality place'),
  postcode: words('postcode postalcode zip zipcode plz'),
  region: words('region state province county statecode provincecode regioncode'),
  country: words('countrycode countryid countryiso countryiso2 countrycode2 country countryname'),
  phone: words('phone phonenumber telephone mobile tel'),
};

/** Fields of a line. */
export const lineSpellings: Spellings = {
  id: words('id lineid itemid rowid lineitemid orderitemid positionid orderlineid uuid linenumber position'),
  sku: words(
    'sku productsku itemsku articlenumber articleno itemnumber productnumber partnumber itemcode productcode',
  ).concat(words('variantsku stockcode code ean')),
  name: words('name title productname itemname description label producttitle productlabel'),
  quantity: words('quantity qty qtyordered orderedquantity quantityordered amountordered count units pieces'),
  unitPrice: words('unitprice priceperunit priceeach itemprice price unitcost unitamount singleprice'),
  discount: words('discount discountamount totaldiscount linediscount'),
  tax: words('tax taxamount totaltax vat vatamount linetax'),
  total: words('total rowtotal linetotal totalprice lineamount totalamount linesum sum amount subtotal'),
};

/** Fields of a payment. */
export const paymentSpellings: Spellings = {
  id: words('id paymentid transactionid uuid'),
  method: words('method paymentmethod gateway type provider methodcode'),
  status: words('status state paymentstatus'),
  amount: words('amount total amountpaid paid value sum'),
  currency: words('currency currencycode'),
  reference: words('reference transactionreference transactionid externalid ref'),
  paidAt: words('paidat paidon processedat createdat created date'),
};

/** What objects and lists inside an order are called that hold these fields. */
export const containers = {
  customer: words('customer buyer client contact purchaser user account'),
  billingAddress: words('billingaddress billing invoiceaddress billto billingdetails addressbilling invoice payer'),
  shippingAddress: words(
    'shippingaddress shipping deliveryaddress shipto shippingdetails delivery recipient addressshipping',
  ),
  lines: words(
    'lines lineitems items orderitems orderlines products rows positions articles orderrows orderproducts',
  ).concat(words('orderdetails cartitems entries details')),
  payments: words('payments transactions'),
  /** Objects that only group fields of the order itself. */
  groups: words('order header attributes general info dates totals amounts prices pricing summary addresses meta data'),
} as const;

/** What stands before the fields of a flat address, such as `billing_city`. */
export const addressPrefixes = {
  billingAddress: words('billingaddress billing billto bill invoiceaddress invoice'),
  shippingAddress: words('shippingaddress shipping shipto ship deliveryaddress delivery'),
} as const;

/** What stands before the fields of a flat buyer, such as `customer_phone`. */
export const customerPrefixes = words('customer buyer client contact billing');

/** The words of other systems for what a customer has paid and what has been sent. */
export const stateWords: Readonly<Record<string, Spellings>> = {
  paymentStatus: {
    pending: words('pending unpaid open awaiting awaitingpayment notpaid due new'),
    authorized: words('authorized authorised preauthorized reserved'),
    partially_paid: words('partiallypaid partial partpaid partlypaid'),
    paid: words('paid captured complete completed settled success succeeded'),
    partially_refunded: words('partiallyrefunded partlyrefunded'),
    refunded: words('refunded'),
    voided: words('voided void cancelled canceled failed declined expired'),
  },
  fulfilmentStatus: {
    unfulfilled: words('unfulfilled open pending new none notshipped unshipped processing'),
    partially_fulfilled: words('partiallyfulfilled partial partiallyshipped partlyshipped'),
    fulfilled: words('fulfilled shipped delivered complete completed sent'),
    returned: words('returned'),
  },
};

/** Names of fields that are nobody's business in an order store: credentials, and where somebody surfed from. */
export const PRIVATE_NAME =
  /token|secret|passw|hash|cookie|session|cardnumber|cvv|cvc|iban|ipaddress|^ip$|useragent|browser/;

/** A name without its case, its accents and what separates its words. */
export function toPlainName(name: string): string {
  return name
    .slice(0, 200)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
