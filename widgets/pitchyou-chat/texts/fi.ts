// The chat in Finnish.
import type { ChatTexts } from "../texts.ts";

export const texts: ChatTexts = {
  title: "WhatsApp-keskustelu",
  intro: "Viestisi menevät hakijan WhatsAppiin ja vastaukset näkyvät tässä. Et itse tarvitse WhatsAppia.",
  signedBy: "Allekirjoituksena ”{name}”.",
  signed: "Allekirjoituksena oma nimesi.",
  uses: "Sopii lisäasiakirjojen pyytämiseen ja haastatteluajan sopimiseen.",
  window: "WhatsApp välittää vapaata tekstiä vain 24 tunnin ajan henkilön viimeisestä viestistä. Tästä ei näe, onko aikaa vielä jäljellä.",
  open: "Avaa keskustelu",
  openTab: "Avaa uudessa välilehdessä",
  newTab: "avautuu uuteen välilehteen",
  close: "Sulje keskustelu",
  loading: "Avataan keskustelua …",
  frame: "Keskustelu hakijan kanssa",
  slow: "Tämä kestää tavallista kauemmin. Ehkä keskustelua ei voi näyttää tässä; uudessa välilehdessä se onnistuu.",
  inTab: "Keskustelu on auki toisessa välilehdessä.",
  popup: "Selain ei avannut uutta ikkunaa. Tästä linkistä se aukeaa:",
  retry: "Yritä uudelleen",
  test: "Testiympäristö",
  offlineTitle: "Ei internetyhteyttä",
  offline: "Mitään ei kadonnut. Keskustelun voi avata, kun yhteys palaa.",
  errorTitle: "Keskustelu ei auennut",
  error: "Mitään ei kadonnut. Yritä hetken kuluttua uudelleen.",
};
