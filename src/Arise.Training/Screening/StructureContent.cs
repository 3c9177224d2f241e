using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Screening;

/// <summary>
/// The bytes of a structure: all that its classification depends on. Equal bytes are the same structure, whatever file
/// it comes from; a zero is written without sign.
/// </summary>
/// <remarks>
/// Little-endian: atoms n (int32); periodicity (byte, bits 1, 2 and 4 for a, b and c, 8 where there is a cell); three
/// lattice vectors (9 float64, if there is a cell); positions (3n float64, Angstrom); atomic numbers (n bytes); then
/// UTF-8 lines <c>key=value</c> of the properties unit, bond and bond_species, where there are any.
/// </remarks>
internal static class StructureContent
{
    /// <summary>Most atoms of a structure: SQLite takes values of up to 10^9 bytes.</summary>
    public const int MostAtoms = 30_000_000;

    private const int HasCell = 8;

    private static readonly string[] Keys = ["unit", "bond", "bond_species"];

    /// <summary>The bytes of a structure.</summary>
    public static byte[] Of(AtomicStructure structure)
    {
        byte[] tail = Encoding.UTF8.GetBytes(string.Concat(Keys
            .Where(structure.Properties.ContainsKey)
            .Select(key => $"{key}={structure.Properties[key].ReplaceLineEndings(" ")}\n")));
        int vectors = structure.Count + (structure.Lattice is null ? 0 : 3);
        byte[] bytes = new byte[checked(5 + (24 * vectors) + structure.Count + tail.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, structure.Count);
        Periodicity periodicity = structure.Periodicity;
        bytes[4] = (byte)((periodicity.A ? 1 : 0) | (periodicity.B ? 2 : 0) | (periodicity.C ? 4 : 0)
            | (structure.Lattice is null ? 0 : HasCell));
        int at = 5;
        if (structure.Lattice is { } lattice)
        {
            Write(lattice.A);
            Write(lattice.B);
            Write(lattice.C);
        }

        foreach (Vector3D position in structure.Positions)
            Write(position);
        foreach (ChemicalElement element in structure.Species)
            bytes[at++] = (byte)element.AtomicNumber;
        tail.CopyTo(bytes, at);
        return bytes;

        void Write(Vector3D vector)
        {
            foreach (double component in (ReadOnlySpan<double>)[vector.X, vector.Y, vector.Z])
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(at), component == 0 ? 0 : component);
                at += sizeof(double);
            }
        }
    }

    /// <summary>SHA-256 of the bytes of a structure.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> content) => SHA256.HashData(content);

    /// <summary>The bytes in the format of zlib.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(content);
        return packed.ToArray();
    }

    /// <summary>The structure of compressed bytes.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static AtomicStructure Read(byte[] compressed)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
            using var whole = new MemoryStream();
            stream.CopyTo(whole);
            return Parse(whole.GetBuffer().AsSpan(0, (int)whole.Length));
        }
        catch (Exception damage) when (damage is ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The bytes of a structure are damaged.", damage);
        }
    }

    private static AtomicStructure Parse(ReadOnlySpan<byte> bytes)
    {
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes), flags = bytes[4];
        bool hasCell = (flags & HasCell) != 0;
        ReadOnlySpan<byte> numbers = bytes.Slice(5, checked(24 * (count + (hasCell ? 3 : 0))));
        var vectors = new Vector3D[numbers.Length / 24];
        for (int k = 0; k < vectors.Length; k++)
        {
            ReadOnlySpan<byte> vector = numbers.Slice(24 * k, 24);
            vectors[k] = new Vector3D(
                BinaryPrimitives.ReadDoubleLittleEndian(vector),
                BinaryPrimitives.ReadDoubleLittleEndian(vector[8..]),
                BinaryPrimitives.ReadDoubleLittleEndian(vector[16..]));
        }

        var species = new ChemicalElement[count];
        for (int atom = 0; atom < count; atom++)
            species[atom] = ChemicalElement.FromAtomicNumber(bytes[5 + numbers.Length + atom]);
        var properties = new Dictionary<string, string>();
        foreach (string line in Encoding.UTF8.GetString(bytes[(5 + numbers.Length + count)..]).Split('\n'))
        {
            if (line.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
                properties[line[..equals]] = line[(equals + 1)..];
        }

        return new AtomicStructure(
            hasCell ? vectors.AsSpan(3) : vectors,
            species,
            hasCell ? new Lattice(vectors[0], vectors[1], vectors[2]) : null,
            new Periodicity((flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0),
            properties: properties);
    }
}
