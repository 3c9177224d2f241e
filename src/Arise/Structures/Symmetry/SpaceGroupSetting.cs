namespace Arise.Structures.Symmetry;

/// <summary>A space group referred to one choice of axes and origin: what turns a symbol into operations.</summary>
internal sealed class SpaceGroupSetting
{
    private readonly Lazy<SymmetryOperation[]> _operations;

    internal SpaceGroupSetting(int number, string choice, string symbol, string formerSymbol, string hall)
    {
        (Number, Choice, Symbol, FormerSymbol, Hall) = (number, choice, symbol, formerSymbol, hall);
        _operations = new Lazy<SymmetryOperation[]>(() => HallSymbol.Operations(hall));
    }

    /// <summary>Number of the space group in International Tables, 1 to 230.</summary>
    public int Number { get; }

    /// <summary>
    /// Name of this choice among the settings of the group, empty for the only or first one: unique axis and cell
    /// ("b1", "-c2"), order of the axes ("cab", "ba-c"), origin ("1", "2", "2cab"), hexagonal or rhombohedral axes
    /// ("H", "R").
    /// </summary>
    public string Choice { get; }

    /// <summary>
    /// Hermann-Mauguin symbol with blanks: "P 1 21/c 1", "F d -3 m". Glide planes e as in the 2002 edition.
    /// </summary>
    public string Symbol { get; }

    /// <summary>
    /// The symbol before glide planes were named e ("C m c a" for "C m c e"); empty where nothing changed.
    /// </summary>
    public string FormerSymbol { get; }

    /// <summary>Hall symbol: generators, axes and origin.</summary>
    public string Hall { get; }

    /// <summary>Origin choice 1 or 2 of the groups that have both, otherwise 0.</summary>
    public int OriginChoice => Choice.StartsWith('1') ? 1 : Choice.StartsWith('2') ? 2 : 0;

    /// <summary>All operations modulo lattice translations, centering included, the identity first.</summary>
    public IReadOnlyList<SymmetryOperation> Operations => _operations.Value;

    /// <summary>Symbol and choice: "F d -3 m :2".</summary>
    public override string ToString() => Choice.Length == 0 ? Symbol : $"{Symbol} :{Choice}";
}
