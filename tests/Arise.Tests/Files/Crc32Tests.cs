using Arise.Files;

namespace Arise.Tests.Files;

public class Crc32Tests
{
    // The check value of CRC-32/ISO-HDLC in the catalog of CRC algorithms (G. Cook).
    [Fact]
    public void The_check_value() => Assert.Equal(0xCBF43926, Crc32.Of("123456789"u8));

    [Fact]
    public void Pieces_of_any_length_give_the_same_as_bit_by_bit()
    {
        byte[] data = [.. Enumerable.Range(0, 70).Select(k => (byte)(k * k))];
        for (int length = 0; length <= data.Length; length++)
        {
            uint crc = uint.MaxValue;
            foreach (byte value in data[..length])
            {
                crc ^= value;
                for (int bit = 0; bit < 8; bit++)
                    crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }

            Assert.Equal(~crc, Crc32.Of(data.AsSpan(0, length)));
            int half = length / 3;
            Assert.Equal(~crc, Crc32.Of(data.AsSpan(half, length - half), Crc32.Of(data.AsSpan(0, half))));
        }
    }
}
