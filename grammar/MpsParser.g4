// The grammar of MPS, version 1 (docs/language.md).
//
// Every statement begins with a word, no statement begins with an expression, and two expressions never stand side by side.
// Hence there are no separators, white space means nothing, and the words of the grammar need not be reserved.
//
// WIDER THAN THE LANGUAGE. Where a common mistake can be read without ambiguity it is read here and refused by compiler/parse with
// a message of its own: chained comparisons, `and` beside `or`, `not a == b`, a bare `else`, nested sections,
// declarations in the wrong kind of file. Rules marked [checked] are such.
// NESTING. Recursion goes through `expr` and `type` only; guarded_parser.h bounds it. Chains and lists are loops.
// PREDICTION. Four tokens ahead suffice everywhere; tests/parse measures it.
// RECOVERY. Statement lists are loops of their own in rules that hold nothing else, named in compiler/parse/statements.cpp.
parser grammar MpsParser;
options { tokenVocab = MpsLexer; superClass = GuardedParser; contextSuperClass = TreeContext; }
@parser::postinclude {
#include "guarded_parser.h"
#include "tree_context.h"
}

file      : head statement* EOF ;
statement : header | decl ;

// ---------------------------------------------------------------- the five kinds of file
head             : mpsHead | libraryHead | tailorHead | endorsementsHead | testsHead ;
mpsHead          : 'mps' string 'version' ver languageClause ;
libraryHead      : 'library' name 'version' ver languageClause ;
tailorHead       : 'tailor' string 'version' ver baseClause languageClause ;
endorsementsHead : 'endorsements' string 'version' ver baseClause languageClause ;
testsHead        : 'tests' 'of' string languageClause ;
baseClause       : 'of' string 'version' ver TYPED ;
languageClause   : 'language' INT ;
ver              : DOTTED | INT ;

header : ( 'title' | 'description' | 'publisher' | 'source' | 'note' ) string
       | 'supersedes' string 'version' ver      // [checked] not in version 1
       | refsClause ;

decl : importDecl | typeDecl | enumDecl | recordDecl | environment | endorser | levelDecl | param | setDecl | tableDecl | define
     | templateDecl | whenClause | section | ruleDecl | configuration | endorsement | answer | fixture | test | drop | waive ;

importDecl : 'import' ( name | string 'as' name ) ( 'version' ver )? TYPED? ;

// ---------------------------------------------------------------- schemas
typeDecl    : 'type' name '=' type domain? ( 'unit' word )? string? ;
enumDecl    : 'enum' name 'open'? '{' string ( ',' string )* ','? '}' string? ;
recordDecl  : ( 'record' | 'schema' ) name 'open'? string? recordBody ;
recordBody  : '{' field* '}' ;
field       : word '?'? ( 'as' string )? ':' type fieldOption* string? ;
fieldOption : domain | 'unit' word | 'known' qname | 'endorsed' | 'either' | 'volatile' | 'corim' corim ;
corim       : word ( '[' ( string | INT ) ']' )? ( 'of' corimKey )? ;
corimKey    : INT | name? string ;
type        : 'list' 'of' type | 'set' 'of' type | 'map' 'of' type 'to' type | 'version' word | qname ;
domain      : 'in' ( literal ( '..' literal? )? | '..' literal | domainSet | qname ) ;  // [checked] one literal alone
domainSet   : '{' ( literal ( ',' literal )* ','? )? '}' ;

// ---------------------------------------------------------------- who and what
environment     : 'environment' name 'many'? ':' qname 'complete'? string? environmentBody? ;
environmentBody : '{' environmentClause* '}' ;
environmentClause : 'layer' word | 'key' keyRef | 'parent' name ;
endorser        : 'endorser' name string? endorserBody ;
endorserBody    : '{' endorserClause* '}' ;
endorserClause  : 'key' keyRef | 'may' ( 'endorse' path ( ',' path )* | 'answer' string ( ',' string )* ) ;
keyRef          : ( 'thumbprint' | 'chain' ) TYPED ;
levelDecl       : 'level' name string? ( 'extends' name ( ',' name )* )? levelBody? ;  // [checked] one name
levelBody       : '{' levelClause* '}' ;
levelClause     : 'param' name '=' expr | 'accept' word | 'registered' string ;

param     : 'param' name ( ':' type domain? ( '=' expr )? ( 'stricter' word )? string?
                         | '=' expr ( 'because' string )? ) ;  // the second form in a tailor file
setDecl   : 'set' name ( 'of' type )? ( '=' expr | pinned ) string? ;
tableDecl : 'table' name 'of' type 'to' type pinned string? ;
pinned    : 'from' string TYPED ;

define       : 'define' name formals? ( ':' type )? '=' expr string? ;
templateDecl : 'template' name formals string? ruleBody ;
formals      : '(' ( formal ( ',' formal )* ','? )? ')' ;
formal       : name ':' type ( '=' expr )? ;

// ---------------------------------------------------------------- rules
whenClause    : 'when' expr ;
section       : 'section' string string? sectionBody ;
sectionBody   : '{' sectionClause* '}' ;
sectionClause : levelsClause | severityClause | whenClause | refsClause | 'note' string | ruleDecl | section ;  // [checked]
ruleDecl      : 'rule' string name ruleBody ;
ruleBody      : '{' clause* '}' ;
clause        : ( 'title' | 'description' | 'rationale' | 'note' | 'manual' | 'deprecated' ) string
              | levelsClause
              | severityClause
              | whenClause
              | 'require' expr
              | 'grade' gradeBody
              | 'use' qname '(' args ')'
              | 'fix' word string
              | refsClause
              | 'allow' name 'because' string ;
levelsClause   : 'level' name ( ',' name )* ;
severityClause : 'severity' word ;
refsClause     : 'refs' ref ( ',' ref )* ;
ref            : word string ;
gradeBody      : '{' gradeLine* '}' ;
gradeLine      : name 'when' expr | 'otherwise' name ;  // [checked] `otherwise` last, once

configuration     : 'configuration' name string? configurationBody ;
configurationBody : '{' includeClause* '}' ;
includeClause     : 'include' path ;
endorsement       : 'endorsement' name 'by' name string? endorsementBody ;
endorsementBody   : '{' endorsementClause* '}' ;
endorsementClause : whenClause | 'then' path ( '=' expr | 'includes' expr ) ;
answer            : 'answer' string 'by' name word 'because' string ;  // [checked] the word: pass, fail

// ---------------------------------------------------------------- tailoring
drop  : 'drop' string 'because' string ;
waive : 'waive' string 'until' DATE 'because' string 'approved' string ( 'ticket' string )? whenClause? ;

// ---------------------------------------------------------------- tests
fixture     : 'fixture' name fixtureBody ;
fixtureBody : '{' given* '}' ;
test        : 'test' string testBody ;
testBody    : '{' testClause* '}' ;
testClause  : given | expect ;
given       : 'given' ( 'fixture' name
                      | 'param' name '=' expr
                      | 'level' name
                      | 'now' '=' expr
                      | 'endorser' name 'untrusted'
                      | givenAnswer
                      | claim ( '=' expr | 'is' word string? ) ) ;  // [checked] the word
givenAnswer : 'answer' string 'by' name word ( 'because' string )? ;  // [checked] the word: pass, fail
claim       : path | name '(' path ')' ;  // [checked] `collected` or `nonce`
expect      : 'expect' ( string word ( 'waived' | 'grade' word )? ( 'because' string )?
                       | 'level' name word
                       | 'that' expr ) ;

// ---------------------------------------------------------------- expressions
// Loosest first: else (in parentheses); and, or; not; one comparison; + - or one &. [checked] wherever the language is narrower.
// A quantifier is no operand: were it one, what follows its body could belong to two chains, and prediction would look far ahead.
expr       : quantifier | logic ( 'else' logic )? ;
logic      : term ( ( 'and' | 'or' ) term )* ;
term       : 'not'? comparison ;
quantifier : ( 'all' | 'any' | 'no' | 'one' | 'distinct' ) binding ':' expr ;
binding    : name ( ',' name )? 'in' sum ( 'where' logic )? ;  // two names over a map: key, value
comparison : sum comparisonTail* ;
comparisonTail : ( '==' | '!=' | '<' | '<=' | '>' | '>=' ) sum
               | 'not'? 'in' sum ( '..' sum )?
               | 'not'? ( 'within' | 'matches' | 'contains' | ( 'starts' | 'ends' ) 'with' ) sum
               | 'is' 'not'? word ;
sum        : postfix ( ( '+' | '-' | '&' ) postfix )* ;
postfix    : primary step* ;
step       : '.' word | '[' expr ']' | '(' args ')' | 'by' name ;
primary    : literal
           | 'now'
           | name
           | '(' expr ')'
           | 'count' '(' ( binding | sum ) ')'
           | braces
           | '[' ( expr ( ',' expr )* ','? )? ']' ;
braces     : '{' '}'
           | '{' member ( ',' member )* ','? '}'                              // record
           | '{' expr ( 'for' binding                                         // comprehension
                      | ':' expr ( ',' mapEntry )* ','?                       // map
                      | ( ',' expr )* ','? ) '}' ;                            // set
member     : word '=' expr ;
mapEntry   : expr ':' expr ;
args       : ( arg ( ',' arg )* ','? )? ;
arg        : ( name '=' )? expr ;
path       : name ( '.' word | '[' expr ']' )* ;
qname      : name ( '.' word )* ;

literal  : 'true' | 'false' | string | TYPED | MODE | DATE | DOTTED | '-'? INT timeUnit? ;  // [checked] no DOTTED
string   : STRING | BLOCK ;
timeUnit : 'second' | 'seconds' | 'minute' | 'minutes' | 'hour' | 'hours' | 'day' | 'days' | 'week' | 'weeks' ;

// `word`: after a dot, as a field, in `refs`: any word at all. `name`: what is declared: any word but the reserved ones.
word     : name | reserved ;
name     : ID | soft ;
reserved : 'all' | 'any' | 'no' | 'one' | 'distinct' | 'count' | 'in' | 'where' | 'for' | 'and' | 'or' | 'not' | 'is'
         | 'else' | 'within' | 'matches' | 'contains' | 'starts' | 'ends' | 'true' | 'false' | 'now' ;
soft     : 'mps' | 'tests' | 'library' | 'tailor' | 'endorsements' | 'version' | 'language' | 'of' | 'to' | 'title'
         | 'description' | 'publisher' | 'source' | 'note' | 'supersedes' | 'refs' | 'import' | 'as' | 'type' | 'unit'
         | 'enum' | 'open' | 'record' | 'schema' | 'known' | 'endorsed' | 'either' | 'volatile' | 'corim' | 'list' | 'set' | 'map'
         | 'environment' | 'many' | 'complete' | 'layer' | 'key' | 'parent' | 'endorser' | 'may' | 'endorse' | 'answer'
         | 'thumbprint' | 'chain' | 'level' | 'extends' | 'param' | 'accept' | 'warning' | 'registered' | 'stricter'
         | 'lower' | 'higher' | 'from' | 'table' | 'define' | 'template' | 'when' | 'section' | 'severity' | 'rule'
         | 'rationale' | 'manual' | 'deprecated' | 'require' | 'grade' | 'otherwise' | 'use' | 'fix' | 'allow'
         | 'because' | 'configuration' | 'include' | 'endorsement' | 'by' | 'then' | 'includes' | 'drop' | 'waive'
         | 'until' | 'approved' | 'ticket' | 'fixture' | 'test' | 'given' | 'expect' | 'untrusted' | 'that' | 'waived'
         | 'with' | 'absent' | 'present' | 'unknown' | 'partial' | 'error' | 'second' | 'seconds' | 'minute' | 'minutes'
         | 'hour' | 'hours' | 'day' | 'days' | 'week' | 'weeks' ;
