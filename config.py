"""Defaults. Every name can be overridden by an environment variable CONSULT_<NAME>; the environment wins.

There is no default secret and no threshold here: secrets are made on the first run in the data folder, and thresholds
will stand in the release profiles that come with releases, so that no environment variable can unprotect.
"""

# Where everything that is not code lies: database, secrets, uploaded files. Never under the package.
DATA = "data"

# Empty: SQLite in the data folder. Otherwise a PostgreSQL address: postgresql+psycopg://user@host/name
DATABASE_URL = ""

# Where the server listens. An address that is not a loopback address demands HTTPS in front of it.
HOST = "127.0.0.1"
PORT = 5000

# The address that people type, such as "https://bevraging.example.org"; for links and posters. Empty: HOST and PORT.
PUBLIC_ADDRESS = ""

# Two doors for two audiences: "respond", "staff" or both. In production run each as its own process.
DOORS = "respond staff"

# Processes of the web server. Threads per process are chosen by the server.
WORKERS = 1

# Cookies carry `Secure` and the `__Host-` prefix. Off only on a loopback address without TLS.
SECURE_COOKIES = True

# Days that unsent answers wait for their respondent before they are deleted.
DRAFT_DAYS = 7

# Requests per minute that one public form takes before it asks people to wait (no identity involved).
FORM_REQUESTS_PER_MINUTE = 6000

# A posted respondent's page larger than this is refused with a sentence.
MAX_PAGE_BYTES = 262_144

# Uploaded documents (reports, attendance lists, notes).
MAX_UPLOAD_BYTES = 20_971_520

# Where "leave this page quickly" goes: somewhere that nobody looks up from.
QUICK_EXIT_ADDRESS = "https://www.meteo.be/"
