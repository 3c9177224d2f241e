namespace Arise.Structures.Formats;

/// <summary>
/// Tells formats apart by the first lines of a file. Each test is strict enough that a file of another format does
/// not pass it; what passes none is left to the file name.
/// </summary>
internal static class FormatSignatures
{
    /// <summary>A number of atoms, a comment, and an element with three coordinates (or any extended header).</summary>
    public static bool IsXyz(IReadOnlyList<string> head)
    {
        int first = FirstFilled(head);
        while (first + 2 < head.Count && head[first].AsSpan().Trim() is "0")
            first += 2;
        if (first + 1 >= head.Count || !LineFields.TryInteger(head[first].AsSpan().Trim(), out _))
            return false;
        if (ExtendedXyzPairs.IsPairs(head[first + 1]))
            return true;
        return first + 2 < head.Count && Words(head[first + 2]) is [var label, var x, var y, var z, ..] &&
            ElementLabel.TryParse(label, out _) && AreReal([x, y, z]);
    }

    /// <summary>A scale, three lattice vectors, and counts or symbols followed by as many counts.</summary>
    public static bool IsPoscar(IReadOnlyList<string> head) => PoscarHeader.Length(head) > 0;

    /// <summary>The header of a POSCAR before the number of a configuration: "Direct configuration= 1".</summary>
    public static bool IsXdatcar(IReadOnlyList<string> head) =>
        PoscarHeader.Length(head) is > 0 and int length && PoscarReader.IsConfiguration(
            head.Skip(length).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line), ""));

    /// <summary>A line atom, atom_frac or lattice_vector with three numbers, in lower case.</summary>
    public static bool IsFhiAims(IReadOnlyList<string> head) => head.Any(line =>
        Words(line) is ["atom" or "atom_frac" or "lattice_vector", var x, var y, var z, ..] && AreReal([x, y, z]));

    /// <summary>The header lines "N atoms" and the bounds or edge vectors of the box.</summary>
    public static bool IsLammpsData(IReadOnlyList<string> head) =>
        head.Any(line => Words(line) is [var count, "atoms", ..] && LineFields.TryInteger(count, out _)) &&
        head.Any(line => Words(line) is [_, _, "xlo", "xhi", ..] or [_, _, _, "avec", ..]);

    /// <summary>A first line "ITEM: ...".</summary>
    public static bool IsLammpsDump(IReadOnlyList<string> head) =>
        FirstFilled(head) is int first && first < head.Count &&
        head[first].StartsWith("ITEM:", StringComparison.Ordinal);

    /// <summary>What a binary file is that is known but not read, and what to do; null for any other.</summary>
    public static string? Unread(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10])
            ? "this is HDF5 (NetCDF 4, H5MD, MATLAB 7.3), which is not read; turn NetCDF into the classic format with "
                + "nccopy -k cdf5."
        : head.StartsWith("MATLAB 7.3"u8)
            ? "this is a file of MATLAB 7.3, which is not read; save it with save('file.mat', '-v7')."
        : head.StartsWith((ReadOnlySpan<byte>)[84, 0, 0, 0, (byte)'C', (byte)'O', (byte)'R', (byte)'D'])
            ? "this is a DCD trajectory, which is not read and names no elements; convert it to a dump or extended XYZ."
        : head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0x07, 0xcb])
            ? "this is an XTC trajectory, which is not read and names no elements; convert it to PDB or extended XYZ."
        : null;

    private static int FirstFilled(IReadOnlyList<string> head)
    {
        int first = 0;
        while (first < head.Count && string.IsNullOrWhiteSpace(head[first]))
            first++;
        return first;
    }

    private static string[] Words(string line) =>
        line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static bool AreReal(IEnumerable<string> words) => words.All(word => LineFields.TryReal(word, out _));
}
