"""The words and phrases of talk around answers, folded as `trivia.text` folds what is said."""

from __future__ import annotations

Phrase = tuple[str, ...]


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[Phrase, ...]:
    """Phrases parted by `|` or on lines of their own."""
    found = (phrase.split() for line in text.splitlines() for phrase in line.split("|"))
    return tuple(tuple(phrase) for phrase in found if phrase)


LEADS = phrases(
    """
    that film | that movie | that song | that doc | that game | that show | that series | that band | this film
    this movie | this song | that old song | der | die | das | den | ein | eine | das ist | es ist | ist es
    ich glaub | ich glaube | ich denke | ich meine | glaub | le | la | les | un | une | cest | c est
    est ce que cest | je crois | je pense | je crois que cest | je dirais | el | los | las | es | creo que es | creo
    creo que | yo digo | pienso que es | acho que e | acho que | acho | e | o | eu acho que e | e o | e a | to
    to jest | to chyba | chyba | mysle ze to | mysle ze | il | lo | gli | credo sia | credo | penso sia | arre
    arey | merci | gracias | danke | but not sure | im not sure but its
    ugh | argh | oof | phew | whoa | wow | yikes | eek | pfft | psh | meh | bruh | sheesh | easy peasy | lets see
    ok so | god | jeez | geez | gosh | hmm so
    a | an | the | oh | ohh | ooh | ah | aha | aww | aw | um | umm | uh | uhh | uhm | er | erm | hmm | hm | mm
    mhm | ok | okay | okey | k | so | well | but | yeah | yea | yes | yep | yup | ya | nah | no | nope | wait
    oh wait | like | dude | bro | man | guys | omg | omfg | damn | lol | right | and | then | hey | hi | yo | eh
    ay |  yay | ha | easy | ez | easy one | too easy | thats easy | this is easy | thats an easy one | duh
    obv | obvs | obvi | obviously | clearly | definitely | def | surely | certainly | probably | prob | probs
    prolly | maybe | perhaps | possibly | honestly | tbh | literally | totally | absolutely | ofc | of course
    of course its | come on | no doubt | no doubt its | without a doubt | without doubt | for sure | pretty sure
    fairly sure | im sure | i am sure | im pretty sure | i am pretty sure | im fairly sure | almost certain
    im positive | i know | i know this | i know this one | i know that one | ik this | i got this | got it
    i got it | i have it | let me guess | lemme guess | wild guess | just a guess | guess | guessing | im guessing
    my guess | my guess is | my guess would be | best guess | at a guess | i guess | ill guess | i would guess
    id guess | answer | ans | a is | answer is | the answer is | the answer | the answer must be | my answer
    my answer is | final answer | final answer is | my final answer | my final answer is | i think | i think its
    think | think its | i believe | i reckon | i suppose | i assume | i say | id say | i would say | ill say
    i will say | imma say | im gonna say | i am going to say | im going to say | gonna say | going to say
    i want to say | i wanna say | wanna say | want to say | saying | im saying | say | lets say | lets go with
    ill go with | i will go with | id go with | im going with | going with | gonna go with | im gonna go with
    go with | ill go for | im going for | going for | i choose | i pick | ill pick | ill take | i vote | my vote is
    lock in | locking in | ill try | lets try | try | is it | is it called | is it just | isnt it | aint it
    isnt that | isnt this | is that | is this | was it | wasnt it | wasnt that | was that | could it be
    might it be | would it be | can it be | could be | might be | may be | must be | has to be | have to be
    got to be | gotta be | its got to be | its gotta be | it has to be | it must be | it might be | it could be
    it may be | itd be | it would be | that must be | that has to be | thats gotta be | that would be | thatd be
    that could be | that might be | should be | it should be | would be | will be | its | it is | it was | twas
    tis | thats | that is | that was | this is | this was | these are | those are | they are | theyre | they were
    it | its called | it is called | it was called | called | thats called | named | titled | its named | name is
    the name is | his name is | her name is | its name is | the name was | i thought it was | i thought its
    i remember | i remember its | sounds like | looks like | seems like | smells like | feels like | what about
    how about | do you mean | you mean | u mean | surely its | actually | actually its | the film | film | the movie
    movie | the song | song | the film is | the movie is | the song is | the song was | the track is | the band is
    the composer is | the composer was | the game is | the show is | the film was | the movie was | the year is
    the year was | the singer is | by | its by | it was by | written by | composed by | scored by | sung by
    performed by | directed by | made by | that one is | this one is | that one was | the one and only | the great
    the legendary | the legend | the goat | the amazing | the incredible | the brilliant | good old | good ol
    good olde | the late | the late great | our boy | my boy | my man | my guy | my king | my queen | our king | mr
    mister | mrs | ms | miss | sir | dame | maestro | composer | director | singer | pretty certain its
    i swear its | swear its | bet its | i bet its | betting on | my money is on | my moneys on | im thinking
    thinking | im thinking of | i was thinking | i recall | not sure but | not sure but i think | idk but
    idk maybe | idk | dunno | i dunno | dunno maybe | dunno but | no idea but | no clue but | not 100 sure but
    im not sure but | i am not sure but | not certain but | could be wrong but | i might be wrong but
    correct answer is | the correct answer is | right answer is | surely that is | surely thats | is the answer
    would that be
    """
)
"""What people say before an answer."""

TRAILS = phrases(
    """
    by the way | i bet | i bet its that | but not sure | but im not sure | but i am not sure | but not certain
    but not 100
    but not 100 sure
    but dont quote me | dont quote me | dont quote me on that | but dont quote me on that | but i could be wrong
    but i might be wrong | i could be wrong | i might be wrong | could be wrong | might be wrong | chyba | glaub ich
    glaube ich | denke ich | oder | oder so | ne | gell | non | nao | je crois | je pense | creo | no se | acho
    acho eu | ne nao | yaar | hai | hai na | bhai | desu | ja | credo | pewnie | wonderful | brilliant | beautiful
    amazing
    without question | omg | omfg | wow | god | jeez | on this one | on this | for this one | for this
    if memory serves | i would say | id guess | i would guess | i must say | surely | if you ask me
    as far as i know | i suppose so | hello | come at me
    i think | i think so | i think its called | i guess | i believe | i reckon | i suppose | i assume | i say
    id say | im guessing | guessing | just guessing | just a guess | a guess | my guess | is my guess | at a guess
    wild guess | total guess | best guess | lucky guess | my best guess | would be my guess | is my final answer
    is my answer | my answer | my final answer | final answer | thats my answer | thats my guess
    thats my final answer | im sure | i am sure | im pretty sure | i am pretty sure | im fairly sure | pretty sure
    fairly sure | quite sure | so sure | im positive | im certain | for sure | fs | 100 percent
    no doubt | no doubt about it | without a doubt | without doubt | no question | hands down | right | right guys
    innit | dont at me | dont me | dont | yeah | yea | yes | yep | yup | ya | ok | okay | maybe | perhaps | possibly
    probably | prob | probs | prolly | obviously | obvs | obv | obvi | clearly | definitely | def | surely
    certainly | ofc | of course | of course it is | obviously it is | duh | doi | tbh | tbf | imo | imho | ngl | idk
    idk tho | idk though | idk lol | please | pls | plz | plss | bro | dude | man | guys | mate | fam | everyone
    people | folks | lads | again | then | too | though | tho | thou | easy | easy one | easy peasy | ez | ezpz
    ezz | too easy | so easy | thats easy | that was easy | was easy | super easy | easiest one
    easiest question ever | correct | is correct | is right | right answer | is the right answer | is the answer
    is the one | is it | is that it | is it right | is that right | is this right | is that correct | am i right
    amiright | or am i wrong | if im not mistaken | if im not wrong | unless im wrong | if i remember right
    if i remember correctly | if i recall | if i recall correctly | iirc | afaik | from memory | without googling
    no google | no googling | it is | it was | was it | isnt it | wasnt it | aint it | it must be | it has to be
    gotta be | has to be | must be | it gotta be | would be | yay | woo | woohoo | gg | ggs | lets go | lets goo
    lfg | yess | or something | or something like that | or smth | or sth | or whatever | or so | by any chance
    not sure | im not sure | not sure though | not sure tho | not 100 sure | not 100 percent sure | unsure | i dunno
    dunno | no idea | no clue | no idea tho | if that counts | what a song | what a film | what a movie
    what a banger | what a tune | what a classic | what a legend | what a score | what a soundtrack | love it
    love that | love that one | love that song | love that film | love that movie | love this | love this one
    love this song | love this film | love this movie | love him | love her | love them | loved it | loved that
    the goat | goat | goated | is the goat | the legend | legend | absolute legend | rip | rip legend | rip king
    the king | king | the man | my beloved | my king | my queen | my goat | my man | my favourite | my favorite
    my fav | classic | a classic | such a classic | banger | such a banger | every time | all day | all day long
    ftw | for the win | no cap | fr | frfr | fr fr | for real | on god | istg | i swear | swear | trust me | trust
    i knew it | i know it | knew it | ik it | the film | film | the movie | movie | the song | song | the band
    the game | game | the show | show | the series | series | the soundtrack | soundtrack | the score | ost
    the composer | composer | the singer | the director | the actor | the one | one | thing | that one | this one
    sir | maam | thanks | thx | ty | thank you | cheers | here | now | finally | first | me first | hang on | haha
    hopefully | i hope | lets hope | fingers crossed | no contest | no competition | no brainer | no lie | no joke
    no problem | as well | as always | as usual | next | next question | next please | next one | done | sorry | sry
    my bad | lag |  actually | i meant | typo | oops | whoops | damn | dammit | argh | ugh | smh | cmon
    come on | hello | btw | fyi | period | et al | san | sama | sensei | ji | sahab | esq | phd | obe | cbe | mbe
    """
)
"""What people say after an answer."""

CORRECTIONS = phrases(
    """
    no wait | wait no | no hang on | no hold on | wait up | hang on | no sorry | no no | oh no | no no no | i mean
    i meant | scratch that | never mind | nvm | nevermind | correction | edit | or rather | actually no
    no actually | hold on | wait its | wait actually | no its | no it is | sorry its | sorry i meant | sorry i mean
    wait i meant | oops | whoops | nono | changed my mind | on second thought | make that | sorry | wait | actually
    actually its | ah no | hmm no | no
    """
)
"""What says that what follows is meant instead of what went before."""

RETRACTIONS = frozenset(
    phrases(
        """
    cant be | clearly not | definitely not | dont think so | doubt it | hang on | hardly | hold on | i dont think so
    i doubt it | it cant be | it isnt | its not | maybe not | nah | naw | never | never mind | nevermind | no
    no chance | no hang on | no it isnt | no its not | no no | no no no | no wait | no way | nope | nope not it
    not | not a chance | not her | not him | not it | not likely | not really | not that | nvm | obviously not
    of course not | probably not | scratch that | surely not | thats not it | thats not right | thats wrong
    wait no | wrong
        """
    )
)
"""Pieces of a message that take back what was said before them."""

VOIDING = word_set("actually nah naw no nope rather sorry wait")
"""Words with which a piece begins that puts another answer in the place of an earlier one."""

NEGATIONS = word_set(
    """
    aint anyone anything arent cannot cant couldnt didnt doesnt dont doubt except hardly isn isnt nah neither never
    nobody nope nor not nvm unlike wasnt without wont wouldnt wrong
    """
)
"""Words that make what stands beside them no answer, unless a phrase above has taken them off before."""

NO_ANSWER = word_set(
    """
    anyone did do does hope how if nobody or said saying says someone unless what whats when where whether which who
    whos why wish
    """
)
"""Words before an answer that make of it a question to others, a condition, or talk of it."""

ASKING = word_set("who whos what whats does did anyone anybody someone where when why whose how")
"""Words of questions to others."""

COPULAS = word_set("called its itsa thats tis twas")
"""Words after which an answer is given, whatever stands before them."""

CONNECTORS = word_set("by feat featuring from ft starring with")
"""Words that tie to an answer who made it or where it is from."""

NO_NAME = word_set(
    """
    i im ive id ill me my mine we our us you u your he his him they their them it its this that these those the a an is
    was were be been am are do did have has had will would could should can of in on at to for as about if because cause
    what which who how why when where there here so just not and or but then than some any all every no
    """
)
"""Words that are in nobody's name."""

OPEN_REMARKS = word_set(
    """
    always amazing bc because best but cause clearly cos cuz definitely dont easily great greatest haha iconic iirc
    im imo innit its ive legendary like literally lmao lol love loved masterpiece my ngl obv obviously obvs ofc rip
    since so still such tbh thats what when where which who whose
    """
)
"""Words with which people begin to say something of an answer that they have given."""

EXPLAINING = word_set("unless and as bc because but cause cos cuz i im ive lol my since so they")
"""Words with which people begin to explain a number that they have given."""

NO_AMOUNT = word_set("maybe more another extra left ago remaining away later till until")
"""Words that make a number beside them one of something else, such as time."""

REMARK_WORDS = word_set(
    """
    a about academy actor actress after again ago album all already also always am amazing an and anime are artist
    as at award awards awesome back band banger be because been before being believe best better between boy bro but
    by call called came can cartoon cast cause character classic come comes composed composer cool could cover
    credits dance dancing day definitely did directed director disney do does done down dude easy ending ep episode
    era even ever every everyone favorite favourite film films first for franchise from game get gets girl goat
    going gonna good got grammy great group guess guy had haha hard has have he hear heard her here hero him his how
    i iconic id if ill im in into intro is it its ive just knew know lady last legend legendary like liked listened
    lmao lol looks love loved made makes man many marvel masterpiece may maybe me might mine more most movie movies
    much music musical must my named new nice no nominated obvious obviously of off old omg on one only opening
    opera or original oscar oscars ost our out outro over part peace people person pixar played plays please pls
    prequel probably really remake remember rest right saga said sang saw say scene score scored season seen sequel
    series she should show since singer sings so song songs sorry sounds soundtrack star still sure surely than
    thanks that thats the their them theme themes then there these they think this tho those though time to today
    too tough track trilogy tune two u under up us version very villain was watched we went were what when where
    which while who whose why will win wins with woman won would wow writer writes wrong wrote yeah year years yep
    yes yesterday yet you your
    """
)
"""Words of talk, and of talk about music and films: a piece of a message that has one of them is a remark."""

SORTS = word_set(
    """
    academy album anthem award awards band called category composer disney duo film game group instrument motif
    movie music named original oscar oscars ost piece pixar score series show singer song soundtrack theme track
    trio tune
    """
)
"""Words that say what sort of thing an answer is."""

FREE_UNITS = word_set(
    """
    no number nr fps rpm bpm mph kmh kph mi lb lbs gw mw kw watt watts gigawatts jigawatts frames frame revolutions
    ad album albums award awards bars beats bpm bucks ce centimeter centimeters centimetre centimetres cents cm day
    days db decibel decibels dollar dollars episode episodes eur euro euros feet film films foot gbp grammy grammys
    h hour hours hr hrs inches instruments keys kg kilometers kilometres km m members meter meters metre metres mile
    miles min mins minute minutes month months movie movies musicians nomination nominations note notes old oscar
    oscars pct pence people percent piece pieces players pound pounds s season seasons sec second seconds secs song
    songs string strings time times track tracks usd week weeks wins year years yen yr yrs
    """
)
"""Words behind a number that change nothing."""

ERAS = word_set("ad ce")
"""Words behind a year that leave it one."""
