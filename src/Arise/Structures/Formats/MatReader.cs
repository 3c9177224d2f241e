namespace Arise.Structures.Formats;

/// <summary>
/// Positions and types in a file of MATLAB 5 to 7, as atomic electron tomography publishes them: a matrix 3 x N or
/// N x 3, and a list of N types, symbols or atomic numbers. They are told by their shape, and by their name where
/// several fit. Lengths are Angstrom unless the options say otherwise.
/// </summary>
internal sealed class MatReader : IBinaryStructureReader
{
    private static readonly string[] PositionNames =
    [
        "positions", "position", "pos", "atompositions", "atomicpositions", "atomspositions", "atompos", "atomspos",
        "coordinates", "coords", "coord", "xyz", "model", "finalmodel", "atomicmodel", "currentmodel", "currmodel",
        "currpos",
    ];

    private static readonly string[] TypeNames =
    [
        "species", "types", "type", "atomtypes", "atomtype", "elements", "element", "symbols", "atoms", "atom",
        "finalatoms", "curratoms", "labels",
    ];

    private static readonly string[] NumberNames = ["z", "atomicnumbers", "atomicnumber", "numbers"];

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(BinarySource source, StructureReadOptions options)
    {
        IReadOnlyList<MatVariable> variables = new MatFile(source).Variables;
        MatVariable positions = One(
            source,
            [.. variables.Where(
                variable => variable.Values is not null && (variable.Rows == 3 || variable.Columns == 3))],
            PositionNames,
            "positions",
            isNeeded: true)!;
        bool isByColumn = positions.Rows == 3 && (positions.Columns != 3 || PositionNames.Contains(positions.Word));
        long count = isByColumn ? positions.Columns : positions.Rows;
        MatVariable? types = One(
            source,
            [.. variables.Where(variable => variable != positions && IsList(variable, count))],
            [.. TypeNames, .. NumberNames],
            "types",
            isNeeded: false);

        source.AtomCount(count);
        var points = new TablePoints(source, options);
        ChemicalElement? only = types is null ? points.OnlyElement() : null;
        for (int atom = 0; atom < count; atom++)
            points.Add(Value(atom, 0), Value(atom, 1), Value(atom, 2), only ?? ElementOf(atom));
        yield return points.ToFrame();

        double Value(int atom, int axis) =>
            positions.Values![isByColumn ? (3L * atom) + axis : (axis * count) + atom];

        ChemicalElement ElementOf(int atom) =>
            types!.Texts is { } texts ? points.ElementOf(texts[atom])
            : NumberNames.Contains(types.Word) ? AseCell.ElementOf(source, types.Values![atom], atom)
            : types.Values![atom] is var type && type % 1 == 0 && Math.Abs(type) < int.MaxValue
                ? points.ElementOfType((long)type, LineReader.Quote(types.Name))
                : throw source.Error(
                    $"{LineReader.Quote(types.Name)} holds {types.Values[atom]:R}, which is no atom type.");
    }

    private static bool IsList(MatVariable variable, long count) => variable.Texts is { } texts
        ? texts.Length == count
        : variable.Values!.Length == count && (variable.Rows == 1 || variable.Columns == 1)
            && (TypeNames.Contains(variable.Word) || variable.Values.All(value => value % 1 == 0));

    private static MatVariable? One(
        BinarySource source, MatVariable[] candidates, string[] names, string what, bool isNeeded)
    {
        MatVariable[] named = [.. candidates.Where(candidate => names.Contains(candidate.Word))];
        MatVariable[] best = named.Length > 0 ? named : candidates;
        if (best.Length == 1)
            return best[0];
        if (best.Length == 0 && !isNeeded)
            return null;
        string all = string.Join(", ", best.Select(variable => LineReader.Quote(variable.Name)));
        throw source.Error(best.Length == 0
            ? "no variable is a matrix of 3 x N or N x 3 numbers; save the positions so."
            : $"several variables could be the {what}: {all}; save a file with one of them, or call it "
                + $"{what}.");
    }
}
