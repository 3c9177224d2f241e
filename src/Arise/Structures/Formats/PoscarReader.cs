using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// POSCAR and CONTCAR of VASP 4 (no line of element symbols) and VASP 5 or 6, direct or Cartesian. A negative scale is
/// the volume of the cell; three scales belong to x, y and z. Selective dynamics become the logical column
/// "move_mask" (T = free to move). What follows the positions (velocities, predictor-corrector) is not read.
/// </summary>
/// <remarks>
/// Format: https://www.vasp.at/wiki/index.php/POSCAR. The elements of a VASP 4 file are those the user gives, else
/// the symbols in its comment line if they are as many as the counts.
/// </remarks>
internal sealed class PoscarReader : IStructureReader
{
    /// <summary>Column that holds which coordinates may move.</summary>
    public const string MobilityColumn = "move_mask";

    private const string Component = "each component of a lattice vector";

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(LineReader lines, StructureReadOptions options)
    {
        if (lines.ReadLine() is not { } comment)
            yield break;
        if (lines.ReadFilledLine() is not { } scaleLine)
        {
            if (string.IsNullOrWhiteSpace(comment))
                yield break;
            throw lines.Error("the file ends where the scale should stand; it is truncated.");
        }

        yield return ReadFrame(lines, comment.Trim(), scaleLine, options);
    }

    private static StructureFrame ReadFrame(
        LineReader lines, string comment, string scaleLine, StructureReadOptions options)
    {
        if (lines.LineNumber != 2)
            throw lines.ErrorAt(2, "the line is blank where the scale should stand.");
        (Lattice lattice, Vector3D scale) = ReadLattice(lines, scaleLine);
        (ChemicalElement[] elements, int[] counts) = ReadSpecies(lines, comment, options);
        string mode = lines.ReadLine("Direct or Cartesian").TrimStart();
        AtomColumnBuilder? mobility = null;
        if (mode.StartsWith('S') || mode.StartsWith('s'))
        {
            mobility = new AtomColumnBuilder(MobilityColumn, AtomColumnKind.Logical, 3);
            mode = lines.ReadLine("Direct or Cartesian").TrimStart();
        }

        if (mode.Length == 0 || !char.IsAsciiLetter(mode[0]))
            throw lines.Error($"{LineReader.Quote(mode)} stands where the line Direct or Cartesian should be.");
        bool cartesian = mode[0] is 'C' or 'c' or 'K' or 'k';

        var atoms = new AtomBlock(lines);
        int total = counts.Sum();
        for (int block = 0; block < counts.Length; block++)
        {
            for (int i = 0; i < counts[block]; i++)
            {
                LineFields fields = lines.Fields(lines.ReadLine($"atom {atoms.Count + 1} of {total}"));
                Vector3D position = fields.Vector("each coordinate");
                mobility?.Read(ref fields);
                atoms.Add(cartesian ? Scaled(position, scale) : lattice.ToCartesian(position), elements[block]);
            }
        }

        if (lines.ReadLine() is { } next && next.AsSpan().TrimStart() is [var first, ..] && !char.IsAsciiLetter(first))
            throw lines.Error($"the counts name {total} atoms, but there are more positions; correct the counts.");
        return atoms.ToFrame(
            lattice,
            Periodicity.Bulk,
            mobility is null ? null : [mobility.Build()],
            properties: null,
            comment.Length == 0 ? null : comment);
    }

    private static (Lattice Lattice, Vector3D Scale) ReadLattice(LineReader lines, string scaleLine)
    {
        LineFields fields = lines.Fields(scaleLine);
        double first = fields.Real("the scale");
        bool three = fields.TryNext(out ReadOnlySpan<char> second) && LineFields.TryReal(second, out _);
        Vector3D scale = three ? lines.Fields(scaleLine).Vector("each scale") : new Vector3D(first, first, first);
        if (scale.X == 0 || (three && !(scale.X > 0 && scale.Y > 0 && scale.Z > 0)))
            throw lines.Error(
                "the scale must be a positive number, three positive numbers, or minus the volume of the cell.");

        Vector3D a = lines.Fields(lines.ReadLine("the first lattice vector")).Vector(Component);
        Vector3D b = lines.Fields(lines.ReadLine("the second lattice vector")).Vector(Component);
        Vector3D c = lines.Fields(lines.ReadLine("the third lattice vector")).Vector(Component);
        if (first < 0)
        {
            double factor = Math.Cbrt(-first / lines.CreateLattice(a, b, c).Volume);
            scale = new Vector3D(factor, factor, factor);
        }

        return (lines.CreateLattice(Scaled(a, scale), Scaled(b, scale), Scaled(c, scale)), scale);
    }

    private static (ChemicalElement[] Elements, int[] Counts) ReadSpecies(
        LineReader lines, string comment, StructureReadOptions options)
    {
        string line = lines.ReadLine("the element symbols or the counts");
        string? symbols = null;
        if (line.AsSpan().TrimStart() is [var letter, ..] && char.IsLetter(letter))
        {
            symbols = line;
            line = lines.ReadLine("the number of atoms of each element");
        }

        int[] counts = ReadCounts(lines, line);
        if (options.TypeElements is { } given)
        {
            return (
                [.. counts.Select((_, block) => TypeElements.Of(given, block + 1, lines, lines.LineNumber))],
                counts);
        }

        if (symbols is not null)
        {
            ChemicalElement[] named = ReadSymbols(lines, symbols);
            return named.Length == counts.Length
                ? (named, counts)
                : throw lines.Error($"there are {named.Length} element symbols but {counts.Length} counts.");
        }

        string[] words = comment.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var fromComment = new ChemicalElement[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!ChemicalElement.TryParse(words[i], out fromComment[i]))
                fromComment = [];
            if (fromComment.Length == 0)
                break;
        }

        return fromComment.Length == counts.Length
            ? (fromComment, counts)
            : throw lines.ErrorAt(
                lines.LineNumber,
                "the file has no line of element symbols (VASP 4); give the elements.",
                nameof(StructureReadOptions.TypeElements));
    }

    private static ChemicalElement[] ReadSymbols(LineReader lines, string line)
    {
        var elements = new List<ChemicalElement>();
        LineFields fields = lines.Fields(line, lines.LineNumber - 1);
        while (fields.TryNext(out ReadOnlySpan<char> symbol) && symbol[0] is not ('!' or '#'))
        {
            if (!ElementLabel.TryParse(symbol, out ChemicalElement element))
                throw fields.Error($"{LineReader.Quote(symbol)} is not a chemical element.");
            elements.Add(element);
        }

        return [.. elements];
    }

    private static int[] ReadCounts(LineReader lines, string line)
    {
        var counts = new List<int>();
        long total = 0;
        LineFields fields = lines.Fields(line);
        while (!fields.AtEnd && fields.Rest[0] is not ('!' or '#'))
        {
            long count = fields.Integer("each count");
            if (count < 0)
                throw lines.Error($"the count {count} is negative.");
            total = Math.Min(total, int.MaxValue) + Math.Min(count, int.MaxValue);
            counts.Add((int)Math.Min(count, int.MaxValue));
        }

        lines.AtomCount(total);
        return [.. counts];
    }

    private static Vector3D Scaled(Vector3D vector, Vector3D scale) =>
        new(scale.X * vector.X, scale.Y * vector.Y, scale.Z * vector.Z);
}
