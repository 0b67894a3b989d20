# Lets the app's own browser make the user namespaces that its sandbox is built of; the app is not confined besides.
abi <abi/4.0>,
include <tunables/global>

profile "${executable}" "/opt/${sanitizedProductName}/${executable}" flags=(unconfined) {
  userns,

  include if exists <local/${executable}>
}
