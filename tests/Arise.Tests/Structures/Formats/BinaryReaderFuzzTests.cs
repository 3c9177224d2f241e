using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

/// <summary>Binary files that were cut or changed: structures, or one sentence; little time and memory.</summary>
public class BinaryReaderFuzzTests : FormatTestBase
{
    private static readonly Dictionary<string, byte[][]> Samples = new()
    {
        ["npy"] =
        [
            NpyReaderTests.Npy(
                "<f4", false, "4, 3", [.. Enumerable.Range(0, 12).SelectMany(i => BitConverter.GetBytes((float)i))]),
        ],
        ["mat"] = [ForeignFiles.MatCompressed, ForeignFiles.MatPlain, ForeignFiles.MatStruct],
        ["ase-traj"] = [ForeignFiles.AseTrajectory],
        ["ase-db"] = [ForeignFiles.AseDatabase],
        ["netcdf"] = [ForeignFiles.Netcdf, ForeignFiles.Netcdf64],
        ["gsd"] = [GsdReaderTests.TwoFrames(1, "Ni", "Al"), GsdReaderTests.TwoFrames(2, "A", "B"), ForeignFiles.Gsd],
    };

    public static TheoryData<string> Formats =>
        [.. StructureFormat.All.Where(format => format.BinaryReader is not null).Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Damaged_files_give_structures_or_a_sentence(string name)
    {
        foreach (byte[] sample in Samples[name])
        {
            Assert.NotEmpty(Read(sample, "damaged", Options(name)));
            Fuzz.Run<StructureFormatException>(
                300, random => Damage.Bytes(sample, random), bytes => ReadAll(bytes, name), "damaged");
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_cut_gives_structures_or_a_sentence(string name)
    {
        foreach (byte[] sample in Samples[name])
        {
            int step = Math.Max(1, sample.Length / 700);
            for (int length = 1; length < sample.Length; length += step)
                Caught(sample[..length], name);
        }
    }

    // Every byte by itself, since counts and places stand in few of them.
    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_changed_byte_gives_structures_or_a_sentence(string name)
    {
        foreach (byte[] sample in Samples[name])
        {
            int step = Math.Max(1, sample.Length / 700);
            for (int place = 0; place < sample.Length; place += step)
            {
                byte[] damaged = [.. sample];
                damaged[place] = (byte)(damaged[place] == 0xff ? 0x7f : 0xff);
                Caught(damaged, name);
            }
        }
    }

    private static void Caught(byte[] bytes, string name)
    {
        try
        {
            ReadAll(bytes, name);
        }
        catch (StructureFormatException error)
        {
            Assert.DoesNotContain(error.Message, char.IsControl);
            Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
            Assert.Equal(0, error.Line);
        }
    }

    private static void ReadAll(byte[] bytes, string name)
    {
        foreach (AtomicStructure structure in StructureFile.Read(new MemoryStream(bytes), "damaged", Options(name)))
            Assert.True(structure.Count > 0);
    }

    private static StructureReadOptions Options(string name) =>
        Species("Ni", "Al") with
        {
            Format = StructureFormat.FromName(name),
            TypeElements = name == "npy" ? [ChemicalElement.Parse("Ni")] : Species("Ni", "Al").TypeElements,
        };
}
