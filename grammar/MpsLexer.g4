// The tokens of MPS, version 1 (SYNTAX: docs/language.md). No actions: compiler/parse checks what is inside a token.
//
// The lexer reads bytes, not code points: a token's start and stop are byte offsets, and no table grows with Unicode. The
// compiler (compiler/parse/scanner.h) gives the bytes outside ASCII as control characters, which a source cannot hold:
//   U+0001 a typographic double quote  U+0003 a typographic single quote  U+0004 a space outside ASCII
//   U+0002 a further byte of those three  U+007F any other byte outside ASCII
// Every input is tokens to the end: what is wrong is a token of its own kind (the B_ rules), so that it gets its own message.
lexer grammar MpsLexer;

// ---------------------------------------------------------------- reserved words: operators and literals
K_ALL           : 'all' ;
K_ANY           : 'any' ;
K_NO            : 'no' ;
K_ONE           : 'one' ;
K_DISTINCT      : 'distinct' ;
K_COUNT         : 'count' ;
K_IN            : 'in' ;
K_WHERE         : 'where' ;
K_FOR           : 'for' ;
K_AND           : 'and' ;
K_OR            : 'or' ;
K_NOT           : 'not' ;
K_IS            : 'is' ;
K_ELSE          : 'else' ;
K_WITHIN        : 'within' ;
K_MATCHES       : 'matches' ;
K_CONTAINS      : 'contains' ;
K_STARTS        : 'starts' ;
K_ENDS          : 'ends' ;
K_TRUE          : 'true' ;
K_FALSE         : 'false' ;
K_NOW           : 'now' ;

// ---------------------------------------------------------------- words of the grammar, ordinary names wherever a name is due
K_MPS           : 'mps' ;
K_TESTS         : 'tests' ;
K_LIBRARY       : 'library' ;
K_TAILOR        : 'tailor' ;
K_ENDORSEMENTS  : 'endorsements' ;
K_VERSION       : 'version' ;
K_LANGUAGE      : 'language' ;
K_OF            : 'of' ;
K_TO            : 'to' ;
K_TITLE         : 'title' ;
K_DESCRIPTION   : 'description' ;
K_PUBLISHER     : 'publisher' ;
K_SOURCE        : 'source' ;
K_NOTE          : 'note' ;
K_SUPERSEDES    : 'supersedes' ;
K_REFS          : 'refs' ;
K_IMPORT        : 'import' ;
K_AS            : 'as' ;
K_TYPE          : 'type' ;
K_UNIT          : 'unit' ;
K_ENUM          : 'enum' ;
K_OPEN          : 'open' ;
K_RECORD        : 'record' ;
K_SCHEMA        : 'schema' ;
K_KNOWN         : 'known' ;
K_ENDORSED      : 'endorsed' ;
K_EITHER        : 'either' ;
K_VOLATILE      : 'volatile' ;
K_CORIM         : 'corim' ;
K_LIST          : 'list' ;
K_SET           : 'set' ;
K_MAP           : 'map' ;
K_ENVIRONMENT   : 'environment' ;
K_MANY          : 'many' ;
K_COMPLETE      : 'complete' ;
K_LAYER         : 'layer' ;
K_KEY           : 'key' ;
K_PARENT        : 'parent' ;
K_ENDORSER      : 'endorser' ;
K_MAY           : 'may' ;
K_ENDORSE       : 'endorse' ;
K_ANSWER        : 'answer' ;
K_THUMBPRINT    : 'thumbprint' ;
K_CHAIN         : 'chain' ;
K_LEVEL         : 'level' ;
K_EXTENDS       : 'extends' ;
K_PARAM         : 'param' ;
K_ACCEPT        : 'accept' ;
K_WARNING       : 'warning' ;
K_REGISTERED    : 'registered' ;
K_STRICTER      : 'stricter' ;
K_LOWER         : 'lower' ;
K_HIGHER        : 'higher' ;
K_FROM          : 'from' ;
K_TABLE         : 'table' ;
K_DEFINE        : 'define' ;
K_TEMPLATE      : 'template' ;
K_WHEN          : 'when' ;
K_SECTION       : 'section' ;
K_SEVERITY      : 'severity' ;
K_RULE          : 'rule' ;
K_RATIONALE     : 'rationale' ;
K_MANUAL        : 'manual' ;
K_DEPRECATED    : 'deprecated' ;
K_REQUIRE       : 'require' ;
K_GRADE         : 'grade' ;
K_OTHERWISE     : 'otherwise' ;
K_USE           : 'use' ;
K_FIX           : 'fix' ;
K_ALLOW         : 'allow' ;
K_BECAUSE       : 'because' ;
K_CONFIGURATION : 'configuration' ;
K_INCLUDE       : 'include' ;
K_ENDORSEMENT   : 'endorsement' ;
K_BY            : 'by' ;
K_THEN          : 'then' ;
K_INCLUDES      : 'includes' ;
K_DROP          : 'drop' ;
K_WAIVE         : 'waive' ;
K_UNTIL         : 'until' ;
K_APPROVED      : 'approved' ;
K_TICKET        : 'ticket' ;
K_FIXTURE       : 'fixture' ;
K_TEST          : 'test' ;
K_GIVEN         : 'given' ;
K_EXPECT        : 'expect' ;
K_UNTRUSTED     : 'untrusted' ;
K_THAT          : 'that' ;
K_WAIVED        : 'waived' ;
K_WITH          : 'with' ;
K_ABSENT        : 'absent' ;
K_PRESENT       : 'present' ;
K_UNKNOWN       : 'unknown' ;
K_PARTIAL       : 'partial' ;
K_ERROR         : 'error' ;
K_SECOND        : 'second' ;
K_SECONDS       : 'seconds' ;
K_MINUTE        : 'minute' ;
K_MINUTES       : 'minutes' ;
K_HOUR          : 'hour' ;
K_HOURS         : 'hours' ;
K_DAY           : 'day' ;
K_DAYS          : 'days' ;
K_WEEK          : 'week' ;
K_WEEKS         : 'weeks' ;

// ---------------------------------------------------------------- signs
LBRACE : '{' ;
RBRACE : '}' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACK : '[' ;
RBRACK : ']' ;
COMMA  : ',' ;
COLON  : ':' ;
QUERY  : '?' ;
DOT    : '.' ;
RANGE  : '..' ;
ASSIGN : '=' ;
EQ     : '==' ;
NE     : '!=' ;
LT     : '<' ;
LE     : '<=' ;
GT     : '>' ;
GE     : '>=' ;
PLUS   : '+' ;
MINUS  : '-' ;
AMP    : '&' ;

// ---------------------------------------------------------------- literals and names
// Long text: anything but three quotes in a row; a backslash takes the next character with it. BLOCK and B_BLOCK are written so
// that neither can run past the first three quotes: the longer match, with its closing quotes, wins.
BLOCK  : '"""' ( '"'? '"'? ( ~["\\] | '\\' ANY ) )* '"""' ;
STRING : '"' ( '\\' ~[\r\n] | ~["\\\r\n] )* '"' ;              // escapes are checked later
TYPED  : WORD '\'' ( '\'\'' | ~['\r\n] )* '\'' ;               // raw; '' is one quote
DATE   : D D D D '-' D D '-' D D ( 'T' D D ':' D D ':' D D 'Z' )? ;
DOTTED : D+ '.' D+ ( '.' D+ )* ;                               // versions only; there are no floats
MODE   : '0' [0-7] [0-7] [0-7] [0-7]? ;                        // 0640, 01777
INT    : '0' | [1-9] D* ;
ID     : WORD ;

COMMENT : '//' ~[\r\n]* -> channel(HIDDEN) ;
REMARK  : '/*' ( ~[*] | '*'+ ~[*/] )* '*'+ '/' -> channel(HIDDEN) ;
SPACE   : [ \t\r\n]+ -> skip ;

// ---------------------------------------------------------------- faults, each with a message of its own
B_BLOCK   : '"""' ( '"'? '"'? ( ~["\\] | '\\' ANY ) )* '"'? '"'? '\\'? ;  // to the end of the file
B_STRING  : '"' ( '\\' ~[\r\n] | ~["\\\r\n] )* '\\'? ;         // to the end of the line
B_TYPED   : WORD '\'' ( '\'\'' | ~['\r\n] )* ;
B_SINGLE  : '\'' ~['\r\n]* '\'' ;                              // 'text'
B_SMART   : '\u0001' '\u0002'* ~[\u0001\r\n]* '\u0001' '\u0002'*
          | '\u0003' '\u0002'* ~[\u0003\r\n]* '\u0003' '\u0002'* ;
B_REMARK  : '/*' ( ~[*] | '*'+ ~[*/] )* '*'* ;
B_HASH    : '#' ~[\r\n]* ;
B_HEX     : '0' [xX] [0-9a-fA-F_]* ;
B_NUMBER  : D+ [A-Za-z0-9_]* ;                                 // 007, 12abc
B_FLOAT   : D+ '.' D+ [A-Za-z_] [A-Za-z0-9_]* | D+ ( '.' D+ )+ '.' [A-Za-z_] [A-Za-z0-9_]* ;  // 1.5e3, 1.2.x
B_TIME    : D D D D '-' D D '-' D D [Tt] [0-9A-Za-z:.]* ( [+\-] [0-9:]+ )?
          | D D D D '-' D D '-' D D D+ ;
B_AND     : '&&' ;
B_OR      : '||' ;
B_NOT     : '!' ;
B_EQ      : '===' ;
B_NE      : '<>' | '!==' | '/=' | '~=' ;
B_LE      : '=<' ;
B_GE      : '=>' ;
B_MATCH   : '=~' | '!~' | '~' ;
B_SPACE   : ( '\u0004' '\u0002'* )+ ;
B_SEMI    : ';'+ ;
B_OP      : '*' | '/' | '%' | '|' | '^' | '**' | '++' | '--' | '+=' | '-=' | '->' | '::' | ':=' | '??' | '<<' | '>>' | '...' ;
B_FOREIGN : '\u007F'+ ;
B_CHAR    : . ;

fragment WORD : [A-Za-z_] [A-Za-z0-9_]* ;
fragment D    : [0-9] ;
fragment ANY  : . ;
