"""The order in which DDI-Codebook 2.5 wants the children of an element, as far as we write them.

Taken from the sequences of the DDI Alliance's schema of 2012-01-17 (codebook.xsd, DDI 2.5): varType, catgryType, citationType and so on.
The schema itself is not here: it imports three others.
"""

ORDER: dict[str, tuple[str, ...]] = {
    "codeBook": ("docDscr", "stdyDscr", "fileDscr", "dataDscr", "otherMat"),
    "stdyDscr": (
        "citation", "studyAuthorization", "stdyInfo", "studyDevelopment", "method", "dataAccs", "othrStdyMat", "notes",
    ),
    "citation": (
        "titlStmt", "rspStmt", "prodStmt", "distStmt", "serStmt", "verStmt", "biblCit", "holdings", "notes",
    ),
    "titlStmt": ("titl", "subTitl", "altTitl", "parTitl", "IDNo"),
    "prodStmt": ("producer", "copyright", "prodDate", "prodPlac", "software", "fundAg", "grantNo"),
    "verStmt": ("version", "verResp", "notes"),
    "method": ("dataColl", "notes", "anlyInfo", "stdyClas", "dataProcessing", "codingInstructions"),
    "dataColl": (
        "timeMeth", "dataCollector", "collectorTraining", "frequenc", "sampProc", "sampleFrame", "targetSampleSize",
        "deviat", "collMode", "resInstru", "instrumentDevelopment", "sources", "collSitu", "actMin", "ConOps", "weight",
        "cleanOps",
    ),
    "dataAccs": ("setAvail", "useStmt", "notes"),
    "useStmt": (
        "confDec", "specPerm", "restrctn", "contact", "citReq", "deposReq", "conditions", "disclaimer",
    ),
    "fileDscr": ("fileTxt", "locMap", "notes"),
    "fileTxt": (
        "fileName", "fileCitation", "fileCont", "fileStrc", "dimensns", "fileType", "format", "filePlac", "dataChck",
        "ProcStat", "dataMsng", "software", "verStmt",
    ),
    "dimensns": ("caseQnty", "varQnty", "logRecL", "recPrCas", "recNumTot"),
    "dataDscr": ("varGrp", "nCubeGrp", "var", "nCube", "notes"),
    "varGrp": ("labl", "txt", "concept", "defntn", "universe", "notes"),
    "var": (
        "location", "labl", "imputation", "security", "embargo", "respUnit", "anlysUnit", "qstn", "valrng", "invalrng",
        "undocCod", "universe", "TotlResp", "sumStat", "txt", "stdCatgry", "catgryGrp", "catgry", "codInstr", "verStmt",
        "concept", "derivation", "varFormat", "geoMap", "catLevel", "notes",
    ),
    "qstn": ("preQTxt", "qstnLit", "postQTxt", "forward", "backward", "ivuInstr"),
    "valrng": ("item", "range", "key", "notes"),
    "catgry": ("catValu", "labl", "txt", "catStat", "mrow"),
    "derivation": ("drvdesc", "drvcmd"),
}  # fmt: skip

# Those that may stand there once at most; every other child of ours may be repeated.
ONCE = {
    "titlStmt": ("titl",),
    "citation": ("titlStmt", "prodStmt"),
    "useStmt": ("conditions",),
    "fileTxt": ("fileName", "dimensns", "fileType"),
    "var": ("derivation", "varFormat"),
    "catgry": ("catValu",),
    "derivation": ("drvcmd",),
}
