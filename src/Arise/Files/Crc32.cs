using System.Buffers.Binary;

namespace Arise.Files;

/// <summary>The checksum of zip and PNG files: CRC-32 of ISO 3309, the lowest bit first.</summary>
/// <remarks>
/// Eight bytes a step: M. Kounavis, F. Berry, "Novel table lookup-based algorithms for high-performance CRC
/// generation", IEEE Trans. Comput. 57, 1550 (2008).
/// </remarks>
internal static class Crc32
{
    private const int Slices = 8;
    private static readonly uint[][] Tables = MakeTables();

    /// <summary>The checksum of bytes.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="before">The checksum of what stands before them.</param>
    public static uint Of(ReadOnlySpan<byte> data, uint before = 0)
    {
        uint crc = ~before;
        uint[] first = Tables[0];
        for (; data.Length >= Slices; data = data[Slices..])
        {
            uint low = crc ^ BinaryPrimitives.ReadUInt32LittleEndian(data);
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            crc = Tables[7][(byte)low] ^ Tables[6][(byte)(low >> 8)] ^ Tables[5][(byte)(low >> 16)]
                ^ Tables[4][low >> 24] ^ Tables[3][(byte)high] ^ Tables[2][(byte)(high >> 8)]
                ^ Tables[1][(byte)(high >> 16)] ^ first[high >> 24];
        }

        foreach (byte value in data)
            crc = first[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[Slices][];
        for (int slice = 0; slice < Slices; slice++)
        {
            tables[slice] = new uint[256];
            for (uint n = 0; n < 256; n++)
            {
                uint crc = slice == 0 ? n : tables[slice - 1][n];
                for (int bit = 0; bit < 8 && slice == 0; bit++)
                    crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
                tables[slice][n] = slice == 0 ? crc : tables[0][(byte)crc] ^ (crc >> 8);
            }
        }

        return tables;
    }
}
