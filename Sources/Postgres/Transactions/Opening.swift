/// How a transaction begins: BEGIN, and a statement that is sent along with it.
struct Opening {
    let begin: String
    let statement: SQL?
}
