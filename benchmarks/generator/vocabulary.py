"""The words of generated registers, in five languages. Places, people and bodies are invented."""

from dataclasses import dataclass

from generator.chance import Weighted

LANGUAGES = Weighted({"en": 45, "ru": 25, "fr": 12, "tk": 10, "es": 8})

BEGINNINGS = (
    "Ar", "Vel", "Tar", "Os", "Mir", "Kel", "Dor", "Bal", "Sor", "Lan", "Zar", "Quel", "Nor", "Pel", "Gar",
    "Hal", "Ist", "Jor", "Cam", "Tol", "Ulm", "Yar", "Ber", "Fal", "Ruv",
)  # fmt: skip
MIDDLES = (
    "ve",
    "qua",
    "ta",
    "mi",
    "lo",
    "de",
    "ra",
    "sto",
    "ne",
    "gu",
    "la",
    "bri",
    "zo",
    "ki",
    "sha",
    "pu",
)
ENDINGS = (
    "n",
    "mar",
    "dan",
    "lis",
    "rem",
    "tov",
    "sk",
    "bad",
    "gor",
    "ven",
    "nia",
    "ria",
    "dor",
    "lun",
)
FIRST_NAMES = (
    "Ada",
    "Olaf",
    "Mina",
    "Jon",
    "Rashid",
    "Leyla",
    "Pavel",
    "Ines",
    "Tomas",
    "Aygul",
    "Marta",
    "Emil",
)
CYRILLIC = str.maketrans(
    dict(zip("abcdefghijklmnopqrstuvwxyz", "абкдефгхийклмнопкрстувваыз", strict=True))
)

TOPICS_EN = (
    "migration", "health", "trade", "transport", "water", "education", "employment", "trafficking",
    "statistics", "border management", "disaster relief", "customs", "energy", "climate",
    "statelessness", "consular protection", "digital services", "food security",
)  # fmt: skip
STATE_BODIES = (
    "Ministry of Foreign Affairs", "Ministry of Health", "Ministry of Transport", "Ministry of Labour",
    "State Migration Service", "Border Service", "Statistics Committee", "Customs Service",
    "Ministry of Education", "Office of the Ombudsperson",
)  # fmt: skip
POSTS = (
    "Minister", "Deputy Minister", "Head of Department", "Regional Coordinator", "Chief of Mission",
    "Permanent Representative", "Director-General", "Programme Officer", "Ambassador",
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """The forms of sentences of one language, and what fills their gaps; frequent words first."""

    forms: tuple[str, ...]
    deeds: tuple[str, ...]
    topics: tuple[str, ...]
    agencies: tuple[str, ...]
    months: tuple[str, ...]


ENGLISH = Words(
    forms=(
        "The {agency} of {place} reported in {month} {year} that it had begun to {deed} with the support of the partners.",
        "By the end of {year} the parties agreed to {deed}, and {name} will report on {topic} to the next meeting.",
        "In {month} {year} a working session on {topic} was held in {place}, at which {number} participants took part.",
        "Some {number} officers of {place} were trained on {topic}, and the {agency} published the figures.",
        "The delegation led by {name} noted that the plan to {deed} remains on schedule despite delays in {place}.",
        "No progress was made on {topic} in {place}, because funds for {year} had not been allotted.",
        "A memorandum between the {agency} and the authorities of {place} on {topic} was signed on {day} {month} {year}.",
        "{name} said that the network would {deed} before the review of {year}.",
        "The second phase covers {number} districts around {place} and is financed until {month} {year}.",
        "Both sides welcomed the decision to {deed} and asked the {agency} for a written update on {topic}.",
    ),
    deeds=(
        "train border officers", "prepare the annual report", "open a centre for returning workers",
        "review the law on employment abroad", "exchange figures every quarter", "launch a network on migration",
        "draft a national action plan", "set up a joint commission", "publish statistics in open form",
        "inspect the crossing points", "shorten the waiting time for permits", "translate the guidelines",
        "harmonize customs forms", "rebuild the laboratory", "equip rural clinics", "certify vocational schools",
    ),
    topics=TOPICS_EN,
    agencies=("Ministry of Labour", "Migration Service", "Ministry of Health", "Border Service", "Statistics Committee", "Ministry of Transport", "Customs Service"),
    months=("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
)  # fmt: skip
RUSSIAN = Words(
    forms=(
        "В {year} году {agency} сообщило, что в городе {place} начата работа: решено {deed}.",
        "Стороны договорились {deed} до конца {year} года, о чём {name} доложит на следующей встрече.",
        "Рабочее заседание по теме «{topic}» прошло в городе {place}, в нём приняли участие {number} человек.",
        "Обучены {number} сотрудников по теме «{topic}», сведения опубликовало {agency}.",
        "{name} отметил, что план {deed} выполняется, несмотря на задержки в городе {place}.",
        "По теме «{topic}» продвижения нет: средства на {year} год не выделены.",
        "Меморандум о сотрудничестве по теме «{topic}» подписан {day} числа в городе {place}.",
        "Вторая очередь охватывает {number} районов вокруг города {place} и рассчитана до {year} года.",
    ),
    deeds=(
        "обучить сотрудников пограничной службы", "подготовить ежегодный доклад", "открыть центр для трудящихся",
        "пересмотреть закон о занятости", "обмениваться сведениями ежеквартально", "создать сеть по миграции",
        "разработать национальный план действий", "учредить совместную комиссию", "опубликовать статистику",
        "оснастить сельские больницы",
    ),
    topics=("миграция", "здравоохранение", "торговля", "транспорт", "вода", "образование", "занятость", "статистика", "энергетика", "климат"),
    agencies=("министерство труда", "министерство здравоохранения", "министерство транспорта", "министерство образования", "министерство внутренних дел"),
    months=("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)  # fmt: skip
FRENCH = Words(
    forms=(
        "Le {agency} de {place} a indiqué en {month} {year} qu’il avait commencé à {deed} avec l’appui des partenaires.",
        "Les parties sont convenues de {deed} avant la fin de {year}, et {name} en rendra compte.",
        "Une séance de travail sur le thème « {topic} » a réuni {number} participants à {place} en {month} {year}.",
        "Environ {number} agents ont été formés à {place} sur le thème « {topic} ».",
        "{name} a noté que le projet de {deed} avance malgré des retards à {place}.",
        "Un mémorandum sur le thème « {topic} » a été signé à {place} le {day} {month} {year}.",
    ),
    deeds=("former les agents des frontières", "préparer le rapport annuel", "ouvrir un centre d’accueil", "réviser la loi sur l’emploi", "échanger des données chaque trimestre", "publier les statistiques", "équiper les dispensaires ruraux", "créer une commission mixte"),
    topics=("migration", "santé", "commerce", "transports", "eau", "éducation", "emploi", "statistique", "énergie", "climat"),
    agencies=("ministère du Travail", "ministère de la Santé", "service des migrations", "ministère des Transports", "service des douanes"),
    months=("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)  # fmt: skip
SPANISH = Words(
    forms=(
        "El {agency} de {place} informó en {month} de {year} de que había empezado a {deed} con apoyo de los socios.",
        "Las partes acordaron {deed} antes de fines de {year}, y {name} presentará un informe.",
        "Una reunión de trabajo sobre {topic} congregó a {number} participantes en {place} en {month} de {year}.",
        "Unos {number} funcionarios de {place} recibieron capacitación sobre {topic}.",
        "{name} señaló que el plan de {deed} avanza pese a los retrasos en {place}.",
    ),
    deeds=("capacitar a los agentes de frontera", "preparar el informe anual", "abrir un centro de acogida", "revisar la ley de empleo", "intercambiar datos cada trimestre", "publicar las estadísticas", "equipar las clínicas rurales"),
    topics=("migración", "salud", "comercio", "transporte", "agua", "educación", "empleo", "estadística", "energía", "clima"),
    agencies=("Ministerio de Trabajo", "Ministerio de Salud", "Servicio de Migración", "Ministerio de Transporte"),
    months=("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)  # fmt: skip
TURKMEN = Words(
    forms=(
        "{year} ýylyň {month} aýynda {place} şäherinde {agency} {deed} işine başlandygyny habar berdi.",
        "Taraplar {year} ýylyň ahyryna çenli {deed} barada ylalaşdylar, {name} indiki duşuşykda hasabat berer.",
        "{place} şäherinde {topic} boýunça geçirilen iş duşuşygyna {number} adam gatnaşdy.",
        "{topic} boýunça {number} işgär okuw geçdi, maglumatlary {agency} çap etdi.",
        "{name} {place} şäherindäki gijikmelere garamazdan meýilnamanyň ýerine ýetirilýändigini belledi.",
    ),
    deeds=("serhet işgärlerini okatmak", "ýyllyk hasabaty taýýarlamak", "täze merkezi açmak", "zähmet kanunyny seljermek", "maglumat alyşmak", "statistikany çap etmek", "oba hassahanalaryny enjamlaşdyrmak"),
    topics=("migrasiýa", "saglyk", "söwda", "ulag", "suw", "bilim", "iş üpjünçiligi", "statistika", "energetika"),
    agencies=("Zähmet ministrligi", "Saglyk ministrligi", "Migrasiýa gullugy", "Ulag ministrligi", "Bilim ministrligi"),
    months=("ýanwar", "fewral", "mart", "aprel", "maý", "iýun", "iýul", "awgust", "sentýabr", "oktýabr", "noýabr", "dekabr"),
)  # fmt: skip

WORDS = {"en": ENGLISH, "ru": RUSSIAN, "fr": FRENCH, "es": SPANISH, "tk": TURKMEN}
