using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>The header of a POSCAR or XDATCAR: comment, scale, lattice vectors, symbols and counts.</summary>
/// <param name="Comment">The first line, without blanks around.</param>
/// <param name="Lattice">The cell, Angstrom.</param>
/// <param name="Scale">What Cartesian coordinates are multiplied with.</param>
/// <param name="Counts">Number of atoms of each block.</param>
/// <param name="Species">Their elements.</param>
internal sealed record PoscarHeader(
    string Comment, Lattice Lattice, Vector3D Scale, IReadOnlyList<int> Counts, PoscarSpecies Species)
{
    private const int LongestLength = 7;
    private const string Component = "each component of a lattice vector";

    /// <summary>Number of atoms.</summary>
    public int Total => Counts.Sum();

    /// <summary>Number of lines of the header with which a text begins; 0 when it begins with none.</summary>
    public static int Length(IReadOnlyList<string> head)
    {
        if (head.Count < LongestLength - 1 || RealsOf(head[1]) == 0)
            return 0;
        for (int line = 2; line < 5; line++)
        {
            if (!IsVector(head[line]))
                return 0;
        }

        if (AreCounts(head[5]))
            return LongestLength - 1;
        return head[5].AsSpan().TrimStart() is [var letter, ..] && char.IsLetter(letter)
            && head.Count >= LongestLength && AreCounts(head[6])
                ? LongestLength
                : 0;
    }

    /// <summary>
    /// Whether a header follows in a file: with a line behind it that begins with a letter, or cut off behind the
    /// counts of symbols.
    /// </summary>
    public static bool Begins(LineReader lines)
    {
        string[] head = [.. lines.PeekLines(2)];
        if (head.Length < 2 || RealsOf(head[1]) == 0 || head[1].AsSpan().TrimStart() is ['0', ' ' or '\t', ..])
            return false;
        head = [.. lines.PeekLines(LongestLength + 1)];
        int length = Length(head);
        return head.Length == length
            ? length == LongestLength
            : length > 0 && head[length].AsSpan().TrimStart() is [var letter, ..] && char.IsLetter(letter);
    }

    /// <summary>Whether a line begins with three numbers.</summary>
    public static bool IsVector(string line) => RealsOf(line) == 3;

    /// <summary>Reads a header; null at the end of the file.</summary>
    /// <exception cref="StructureFormatException">It is malformed.</exception>
    public static PoscarHeader? Read(LineReader lines, StructureReadOptions options)
    {
        if (lines.ReadLine() is not { } comment)
            return null;
        long scaleLine = lines.LineNumber + 1;
        if (lines.ReadFilledLine() is not { } scaleText)
        {
            return string.IsNullOrWhiteSpace(comment)
                ? null
                : throw lines.Error("the file ends where the scale should stand; it is truncated.");
        }

        if (lines.LineNumber != scaleLine)
            throw lines.ErrorAt(scaleLine, "the line is blank where the scale should stand.");
        (Lattice lattice, Vector3D scale) = ReadLattice(lines, scaleText);
        comment = comment.Trim();
        string line = lines.ReadLine("the element symbols or the counts");
        string? symbols = null;
        if (line.AsSpan().TrimStart() is [var letter, ..] && char.IsLetter(letter))
        {
            symbols = line;
            line = lines.ReadLine("the number of atoms of each element");
        }

        int[] counts = ReadCounts(lines, line);
        return new PoscarHeader(
            comment, lattice, scale, counts, PoscarSpecies.Find(lines, options, counts, symbols, comment));
    }

    /// <summary>A vector with each component scaled.</summary>
    public static Vector3D Scaled(Vector3D vector, Vector3D scale) =>
        new(scale.X * vector.X, scale.Y * vector.Y, scale.Z * vector.Z);

    private static (Lattice Lattice, Vector3D Scale) ReadLattice(LineReader lines, string scaleText)
    {
        int given = RealsOf(scaleText);
        if (given == 2)
            lines.Note("of two numbers on the line of the scale the first is taken.", lines.LineNumber);
        LineFields fields = lines.Fields(scaleText);
        Vector3D scale;
        if (given == 3)
            scale = fields.Vector("each scale");
        else
        {
            double same = fields.Real("the scale");
            scale = new Vector3D(same, same, same);
        }

        if (scale.X == 0 || (given == 3 && !(scale.X > 0 && scale.Y > 0 && scale.Z > 0)))
            throw lines.Error(
                "the scale must be a positive number, three positive numbers, or minus the volume of the cell.");

        Vector3D a = lines.Fields(lines.ReadLine("the first lattice vector")).Vector(Component);
        Vector3D b = lines.Fields(lines.ReadLine("the second lattice vector")).Vector(Component);
        Vector3D c = lines.Fields(lines.ReadLine("the third lattice vector")).Vector(Component);
        if (scale.X < 0)
        {
            double factor = Math.Cbrt(-scale.X / lines.CreateLattice(a, b, c).Volume);
            scale = new Vector3D(factor, factor, factor);
        }

        return (lines.CreateLattice(Scaled(a, scale), Scaled(b, scale), Scaled(c, scale)), scale);
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

    // Numbers at the beginning of a line, at most three.
    private static int RealsOf(string line)
    {
        int count = 0;
        foreach (Range word in line.AsSpan().SplitAny(' ', '\t'))
        {
            if (line.AsSpan(word).IsEmpty)
                continue;
            if (!LineFields.TryReal(line.AsSpan(word), out _) || ++count == 3)
                break;
        }

        return count;
    }

    private static bool AreCounts(string line)
    {
        bool any = false;
        foreach (Range word in line.AsSpan().SplitAny(' ', '\t'))
        {
            ReadOnlySpan<char> text = line.AsSpan(word);
            if (text.IsEmpty)
                continue;
            if (text[0] is '!' or '#')
                break;
            if (!LineFields.TryInteger(text, out long count) || count < 0)
                return false;
            any = true;
        }

        return any;
    }
}
