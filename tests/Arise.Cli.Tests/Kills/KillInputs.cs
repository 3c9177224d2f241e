using System.CommandLine;
using Arise.Defects;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests.Kills;

/// <summary>What the commands read: made once, with the program itself.</summary>
public sealed class KillInputs
{
    private static readonly Lazy<KillInputs> Made = new(() => new KillInputs());

    private KillInputs()
    {
        string folder = Directory.CreateTempSubdirectory("arise-kills-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Folder = folder;
        AtomicStructure copper = PrototypeLibrary.Find("face-centered cubic").Structure;
        AtomicStructure cluster = copper.Repeat(5, 5, 5).WithPeriodicity(Periodicity.None);
        StructureFile.Write(Sample, copper.Repeat(8, 8, 8).WithPeriodicity(Periodicity.None));
        StructureFile.Write(Frames, Enumerable.Repeat(cluster, 40));
        StructureFile.Write(Few, Enumerable.Repeat(cluster, 3));
        StructureFile.Write(Crystals, Enumerable.Range(1, 150).Select(
            seed => Displacements.Uniform(copper.Repeat(2, 1, 1), 0.05, (ulong)seed)));
        Directory.CreateDirectory(Metals);
        foreach (string name in new[] { "fcc", "bcc" })
            StructureFile.Write(Path.Combine(Metals, name + ".cif"), PrototypeLibrary.Find(name).Structure);
        StructureFile.Write(Added, PrototypeLibrary.Find("diamond").Structure);
        AtomModel.Write(Atoms);
        GrapheneImage.Write(Image, frames: 6);
        Run("dataset", "--prototypes", Metals, "--out", Set);
        Run("train", Set, "--out", Model, "--epochs", "3", "--hidden", "8");
        Run("map", Sample, "--box", "8", "--stride", "4", "--passes", "16", "--hidden", "2", "--out", Map);
    }

    public static KillInputs Shared => Made.Value;

    public string Folder { get; }

    public string Sample => Path.Combine(Folder, "sample.xyz");

    public string Frames => Path.Combine(Folder, "frames.xyz");

    public string Crystals => Path.Combine(Folder, "crystals.xyz");

    public string Few => Path.Combine(Folder, "few.xyz");

    public string Metals => Path.Combine(Folder, "metals");

    public string Added => Path.Combine(Folder, "added.cif");

    public string Set => Path.Combine(Folder, "set.npz");

    public string Model => Path.Combine(Folder, "model.safetensors");

    public string Atoms => Path.Combine(Folder, "atoms.safetensors");

    public string Image => Path.Combine(Folder, "graphene.npy");

    public string Map => Path.Combine(Folder, "map");

    private static void Run(params string[] arguments)
    {
        using var text = new StringWriter();
        int exitCode = AriseCommand.Create().Parse(arguments).Invoke(
            new InvocationConfiguration { Output = text, Error = text, EnableDefaultExceptionHandler = false });
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)}: {text}");
    }
}
