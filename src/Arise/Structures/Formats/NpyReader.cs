using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Arise.Structures.Formats;

/// <summary>
/// A NumPy array of positions: one row x, y[, z[, type]] per atom, or one such column. Numbers of any kind, byte order
/// and memory order.
/// </summary>
/// <remarks>Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.</remarks>
internal sealed partial class NpyReader : IBinaryStructureReader
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlyMemory<byte> head) => head.Span.StartsWith(Magic);

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(BinarySource source, StructureReadOptions options)
    {
        byte[] start = source.Bytes(0, 12, "the header");
        if (!Begins(start) || start[6] is < 1 or > 3)
            throw source.Error("this is no NumPy array of version 1, 2 or 3.");
        int prefix = start[6] == 1 ? 10 : 12;
        long length = start[6] == 1 ? BitConverter.ToUInt16(start, 8) : BitConverter.ToUInt32(start, 8);
        Match header = Header().Match(Encoding.UTF8.GetString(source.Bytes(prefix, length, "the header")));
        string type = header.Groups["type"].Value;
        if (KindOf(type) is not { } kind)
        {
            throw source.Error(
                $"the array holds {(header.Success ? LineReader.Quote(type) : "records or objects")}; save plain "
                + "numbers, one row x, y, z per atom.");
        }

        string[] lengths = header.Groups["shape"].Value.Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        long[] shape = [.. lengths.Select(text => long.TryParse(
            text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : long.MaxValue)];
        if (shape.Length != 2 || !shape.Any(axis => axis is >= 2 and <= 4))
        {
            throw source.Error(
                $"the array has the shape ({string.Join(", ", lengths)}); save one row x, y, z per atom.");
        }

        bool isFortran = header.Groups["order"].Value == "True";
        bool isTransposed = shape[1] is < 2 or > 4;
        (long atoms, long width) = isTransposed ? (shape[1], shape[0]) : (shape[0], shape[1]);
        source.AtomCount(atoms);
        double[] values = source.Reals(prefix + length, atoms * width, kind, type[0] == '>', "the array");
        var points = new TablePoints(source, options);
        ChemicalElement? only = width < 4 ? points.OnlyElement() : null;
        bool isByRow = isTransposed == isFortran;
        for (int atom = 0; atom < atoms; atom++)
        {
            points.Add(
                Value(atom, 0),
                Value(atom, 1),
                width > 2 ? Value(atom, 2) : 0,
                only ?? points.ElementOfType(TypeOf(source, Value(atom, 3)), "the fourth column"));
        }

        yield return points.ToFrame();

        double Value(int atom, int column) => values[isByRow ? (atom * width) + column : (column * atoms) + atom];
    }

    private static long TypeOf(BinarySource source, double value) => value is >= 0 and < int.MaxValue && value % 1 == 0
        ? (long)value
        : throw source.Error("the fourth column holds numbers that are no atom types; save x, y, z only.");

    private static BinaryNumber? KindOf(string type) => type.TrimStart('<', '>', '|', '=') switch
    {
        "f8" => BinaryNumber.Float64,
        "f4" => BinaryNumber.Float32,
        "i8" => BinaryNumber.Int64,
        "u8" => BinaryNumber.UInt64,
        "i4" => BinaryNumber.Int32,
        "u4" => BinaryNumber.UInt32,
        "i2" => BinaryNumber.Int16,
        "u2" => BinaryNumber.UInt16,
        "i1" => BinaryNumber.Int8,
        "u1" => BinaryNumber.UInt8,
        _ => null,
    };

    [GeneratedRegex(@"^\s*\{\s*'descr'\s*:\s*'(?<type>[^']+)'\s*,\s*'fortran_order'\s*:\s*(?<order>True|False)\s*,"
        + @"\s*'shape'\s*:\s*\((?<shape>[0-9,\s]*)\)\s*,?\s*\}\s*$")]
    private static partial Regex Header();
}
