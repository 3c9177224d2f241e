using Arise.Files;

namespace Arise.Tests.Files;

/// <summary>A damaged archive is arrays, or a <see cref="NumpyFormatException"/>.</summary>
public class NumpyArchiveFuzzTests
{
    private const string Name = "damaged.npz";

    [Fact]
    public void Damage_of_members() =>
        Fuzz.Run<NumpyFormatException>(2000, random => Damage.Archive(NumpyArchiveTests.Sample(), random), Read, Name);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Damage_anywhere(bool compress)
    {
        using var stream = new MemoryStream();
        NumpyArchiveTests.Sample().Write(stream, compress);
        byte[] valid = stream.ToArray();
        Fuzz.Run<NumpyFormatException>(3000, random => Damage.Bytes(valid, random), Read, Name);
    }

    [Fact]
    public void Every_truncation()
    {
        using var stream = new MemoryStream();
        NumpyArchiveTests.Sample().Write(stream);
        byte[] valid = stream.ToArray();
        for (int length = 0; length < valid.Length; length++)
            Assert.Throws<NumpyFormatException>(() => Read(valid[..length]));
    }

    private static void Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        NumpyArchive archive = NumpyArchive.Read(stream, Name);
        foreach (string name in archive.Names)
            Assert.Equal(archive[name].Values.Length, archive[name].Shape.ToArray().Aggregate(1, (a, b) => a * b));
    }
}
