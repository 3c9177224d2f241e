using System.CommandLine;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures.Formats;
using Arise.Training;

namespace Arise.Cli.Tests;

/// <summary>Command lines that would overwrite an input, or one output by another.</summary>
public sealed class CommandPathsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-cli-paths-").FullName;

    public CommandPathsTests()
    {
        StructureFile.Write(PathOf("atoms.xyz"), PrototypeLibrary.Find("CsCl").Structure);
        File.Copy(PathOf("atoms.xyz"), PathOf("class.xyz"));
        new TrainingSet(
            [1, 0, 0, 1, 0.9f, 0.1f, 0.1f, 0.8f], [0, 1, 0, 1], ["across", "down"], ["a", "b", "c", "d"]).Write(
                PathOf("d.npz"));
        ModelFile.Write(ShippedModels.Default, PathOf("model.safetensors"));
        File.WriteAllText(PathOf("notes.md"), "my notes");
        File.WriteAllText(PathOf("notes.csv"), "my table");
        File.WriteAllText(PathOf("v1.0.md"), "my notes");
        File.WriteAllText(PathOf("notes.checkpoint"), "my state");
        Directory.CreateDirectory(PathOf("classes"));
        File.Copy(PathOf("atoms.xyz"), PathOf("classes", "CsCl.xyz"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Lines =>
    [
        "classify atoms.xyz --csv atoms.xyz",
        "classify atoms.xyz --csv sub/../atoms.xyz",
        "classify atoms.xyz --csv a --hidden a",
        "classify *.xyz --hidden class.xyz",
        "classify atoms.xyz --model model.safetensors --csv model.safetensors",
        "classify atoms.xyz --csv notes.csv",
        "classify atoms.xyz --hidden notes.csv",
        "convert atoms.xyz atoms.xyz",
        "convert atoms.xyz ./atoms.xyz --to extxyz",
        "map atoms.xyz --out .",
        "map atoms.xyz --out notes.md",
        "explore atoms.xyz --out .",
        "explore --structures *.xyz --out .",
        "train d.npz --out d.npz --epochs 1",
        "train d.npz --out notes.csv --epochs 1",
        "dataset --out notes.csv",
        "train d.npz --out notes.safetensors --epochs 1",
        "train d.npz --out v1.0 --epochs 1",
        "train d.npz --out m.md --epochs 1",
        "train d.npz --out m.checkpoint --epochs 1",
        "tune d.npz --db x.csv --out m.safetensors --trials 1 --epochs 1",
        "tune d.npz --db x.png --out m.safetensors --trials 1 --epochs 1",
        "train --prototypes classes --out classes/CsCl.xyz --epochs 1",
        "tune d.npz --db m.sqlite --out m.safetensors --trials 1 --epochs 1",
        "tune d.npz --db m.safetensors --out m.safetensors --trials 1 --epochs 1",
        "tune d.npz --db d.npz --out m.safetensors --trials 1 --epochs 1",
        "tune d.npz --db notes.sqlite --out m.safetensors --trials 1 --epochs 1",
        "extend model.safetensors --add class.xyz --out model.safetensors --epochs 1",
        "extend model.safetensors --add class.xyz --out class.xyz --epochs 1",
        "dataset --prototypes classes --out classes/CsCl.xyz",
        "evaluate d.npz --model model.safetensors --out d.npz",
        "similarity atoms.xyz class.xyz --out atoms.xyz",
        "prototypes --search CsCl --export classes --format extxyz",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Nothing_is_overwritten(string line)
    {
        Dictionary<string, byte[]> before = Files();
        string[] arguments = [.. line.Split(' ').Select(word => Located(word))];
        Exception? error = Record.Exception(() => AriseCommand.Create().Parse(arguments).Invoke(Quiet));
        Assert.IsType<IOException>(error);
        Assert.True(
            error.Message.Contains("overwritten", StringComparison.Ordinal)
                || error.Message.Contains("would be the same", StringComparison.Ordinal)
                || error.Message.Contains("this is a file", StringComparison.Ordinal)
                || error.Message.Contains("the file is there", StringComparison.Ordinal),
            error.Message);
        Dictionary<string, byte[]> after = Files();
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
    }

    // What only looks alike is done.
    [Theory]
    [InlineData("classify atoms.xyz --csv new.csv --hidden new.npz --passes 16")]
    [InlineData("convert atoms.xyz copy.xyz")]
    [InlineData("train d.npz --out v1.1 --epochs 1")]
    [InlineData("train d.npz --out d.safetensors --epochs 1")]
    [InlineData("prototypes --search CsCl --export classes --format extxyz --overwrite")]
    public void Other_names_are_written(string line)
    {
        string[] arguments = [.. line.Split(' ').Select(word => Located(word))];
        Assert.Equal(0, AriseCommand.Create().Parse(arguments).Invoke(Quiet));
    }

    private static InvocationConfiguration Quiet => new()
    {
        Output = TextWriter.Null, Error = TextWriter.Null, EnableDefaultExceptionHandler = false,
    };

    private Dictionary<string, byte[]> Files() => Directory
        .EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => path, File.ReadAllBytes);

    private string Located(string word) =>
        word is "." or "classes" || word.Contains('.', StringComparison.Ordinal) || word is "a"
            ? PathOf(word)
            : word;

    private string PathOf(params string[] names) => Path.Combine([_folder, .. names]);
}
