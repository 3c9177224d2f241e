using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Arise.Files;
using Arise.Networks;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures.Formats;

namespace Arise.Cli.Tests;

public sealed class ClassifyCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-classify").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("rock_salt.cif", "RockSalt_NaCl")]
    [InlineData("copper_defective.xyz", "fcc_Cu_A_cF4_225_a")]
    [InlineData("MoS2_layer.vasp", "MoS2")]
    [InlineData("zigzag_cnt_nm_6_0_0.0_4.7.xyz", "zigzag_cnt_nm_6_0_0.0_4.7")]
    [InlineData("iron.lammpstrj", "bcc_W_A_cI2_229_a")]
    public void The_examples_are_recognized(string file, string label)
    {
        (int exitCode, string output, string error) = Run(Example(file), "--json", "--top", "2");
        Assert.Equal((0, ""), (exitCode, error));
        foreach (JsonElement structure in JsonDocument.Parse(output).RootElement.EnumerateArray())
        {
            JsonElement[] candidates = [.. structure.GetProperty("candidates").EnumerateArray()];
            Assert.Equal(2, candidates.Length);
            Assert.Equal(label, candidates[0].GetProperty("label").GetString());
            Assert.InRange(candidates[0].GetProperty("probability").GetDouble(), 0.8, 1);
        }
    }

    [Fact]
    public void Every_frame_of_a_trajectory_is_classified()
    {
        string output = Run(Example("iron.lammpstrj"), "--json").Output;
        Assert.Equal(
            [1, 2, 3],
            JsonDocument.Parse(output).RootElement.EnumerateArray().Select(s => s.GetProperty("frame").GetInt32()));
    }

    [Fact]
    public void The_table_names_prototype_uncertainty_and_size_within_100_columns()
    {
        (int exitCode, string output, _) = Run(Example("rock_salt.cif"));
        Assert.Equal(0, exitCode);
        Assert.Contains("8 atoms, first shell 2.", output, StringComparison.Ordinal);
        Assert.Contains("rock salt (B1)", output, StringComparison.Ordinal);
        Assert.Contains("225 Fm-3m", output, StringComparison.Ordinal);
        Assert.Contains("bit: low, the passes agree", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
    }

    [Fact]
    public void The_verdict_comes_first_and_what_novelty_is_last()
    {
        string[] lines = Run(Example("rock_salt.cif")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches(@"^  rock salt \(B1\), known: novelty 0\.\d\d of 1$", lines[1].TrimEnd());
        Assert.Contains("prototype", lines[2], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("  predictive entropy 0.0", StringComparison.Ordinal));
        Assert.Equal(1, lines.Count(line => line.StartsWith("novelty is ", StringComparison.Ordinal)));
        Assert.EndsWith("exceed", lines[^1].TrimEnd(), StringComparison.Ordinal);

        // A class of the families, and none of the published ones.
        string file = Path.Combine(Example("unknown"), "Th3P4.cif");
        Assert.Contains("Th3P4 type", Run(file).Output.Split('\n')[1], StringComparison.Ordinal);
        string verdict = Run(file, "--model", "arise-108-robust").Output.Split('\n')[1].TrimEnd();
        Assert.Matches(@"^  none of the \d+ known types; nearest: .*; novelty \d\.\d\d, above 1\.25$", verdict);
    }

    [Fact]
    public void All_108_classes_fit_100_columns()
    {
        string[] lines = Run(Example("rock_salt.cif"), "--top", "108", "--passes", "1").Output.Split('\n');
        Assert.Equal(108, lines.Count(line => line.Contains(" %  ", StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 0, 100));
    }

    [Fact]
    public void Chemistry_can_be_left_out_and_so_can_elements()
    {
        string salt = Example("rock_salt.cif");
        (int exitCode, string output, string error) = Run(salt, "--one-species", "--json");
        Assert.Equal((0, ""), (exitCode, error));
        JsonElement alike = JsonDocument.Parse(output).RootElement[0];
        Assert.Equal("Cl4Na4", alike.GetProperty("formula").GetString());
        Assert.Equal("sc_alphaPo_A_cP1_221_a", Label(alike));

        // Of rock salt without chlorine the sodium is left, which is fcc.
        JsonElement sodium = JsonDocument.Parse(Run(salt, "--ignore", "Cl,H", "--json").Output).RootElement[0];
        Assert.Equal("Na4", sodium.GetProperty("formula").GetString());
        Assert.Equal("fcc_Cu_A_cF4_225_a", Label(sodium));

        (exitCode, output, error) = Run(salt, Example("MoS2_layer.vasp"), "--ignore", "Na,Cl", "--json");
        Assert.Equal(1, exitCode);
        Assert.Equal(1, JsonDocument.Parse(output).RootElement.GetArrayLength());
        Assert.Contains("no atom is left without Na, Cl", error, StringComparison.Ordinal);
        (exitCode, _, error) = Run(salt, "--ignore", "Xx");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("--ignore: 'Xx' is not the symbol", error, StringComparison.Ordinal);

        static string Label(JsonElement one) => one.GetProperty("candidates")[0].GetProperty("label").GetString()!;
    }

    [Fact]
    public void Files_that_cannot_be_written_are_refused_before_any_work()
    {
        foreach (string option in new[] { "--csv", "--hidden" })
        {
            IOException error = Assert.Throws<IOException>(() => Run(Example("rock_salt.cif"), option, _folder));
            Assert.Contains("this is a folder", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void A_bad_file_in_the_middle_is_reported_and_the_rest_goes_on()
    {
        string bad = Path.Combine(_folder, "bad.xyz");
        File.WriteAllText(bad, "2\ntruncated\nCu 0 0 0\n");
        (int exitCode, string output, string error) = Run(
            Example("rock_salt.cif"), bad, Path.Combine(_folder, "missing.cif"), Example("MoS2_layer.vasp"), "--json");
        Assert.Equal(1, exitCode);
        Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetArrayLength());
        string[] errors = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, errors.Length);
        Assert.StartsWith($"arise: {bad}, line ", errors[0], StringComparison.Ordinal);
        Assert.Contains("missing.cif", errors[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Patterns_are_expanded()
    {
        foreach (string name in new[] { "a.xyz", "b.xyz", "c.cif" })
            StructureFile.Write(Path.Combine(_folder, name), PrototypeLibrary.Find("CsCl").Structure);
        string output = Run(Path.Combine(_folder, "*.xyz"), "--json").Output;
        Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetArrayLength());
    }

    [Fact]
    public void Seed_and_threads_keep_the_numbers()
    {
        string[] files = [Example("iron.lammpstrj"), Example("copper_defective.xyz")];
        double[] Numbers(params string[] options) =>
            [.. JsonDocument.Parse(Run([.. files, "--json", "--passes", "100", .. options]).Output)
            .RootElement.EnumerateArray().Select(s => s.GetProperty("mutual_information").GetDouble())];
        Assert.Equal(Numbers("--seed", "3", "--threads", "1"), Numbers("--seed", "3", "--threads", "4"));
        Assert.NotEqual(Numbers("--seed", "3"), Numbers("--seed", "4"));
    }

    [Fact]
    public void The_table_file_and_the_hidden_layers_are_written()
    {
        string csv = Path.Combine(_folder, "classes.csv"), hidden = Path.Combine(_folder, "layers.npz");
        Assert.Equal(0, Run(Example("iron.lammpstrj"), "--csv", csv, "--hidden", hidden, "--passes", "50").ExitCode);
        string[] rows = File.ReadAllLines(csv);
        Assert.Equal(4, rows.Length);
        Assert.StartsWith(
            "file,frame,name,timestep,formula,atoms,answer,verdict,class_label,class_name,novelty,d_nn,",
            rows[0],
            StringComparison.Ordinal);
        Assert.Contains("bcc_W_A_cI2_229_a", rows[3], StringComparison.Ordinal);
        NumpyArchive archive = NumpyArchive.Read(hidden);
        NetworkArchitecture shape = ShippedModels.Default.Architecture;
        Assert.Equal([3, shape.HiddenSizes[0]], archive["activations_1"].Shape.ToArray());
        Assert.Equal([3, shape.HiddenSizes[1]], archive["preactivations_2"].Shape.ToArray());
        Assert.Equal([3, shape.HiddenSizes[2]], archive["activations_3"].Shape.ToArray());
        Assert.Equal([3, shape.ClassCount], archive["probabilities"].Shape.ToArray());
        Assert.All(archive["activations_1"].Elements<float>().ToArray(), value => Assert.True(value >= 0));
    }

    [Fact]
    public void Groups_sum_the_probabilities_of_their_classes()
    {
        string csv = Path.Combine(_folder, "groups.csv");
        (int exitCode, string output, _) =
            Run(Example("rock_salt.cif"), "--group", "crystal-system", "--top", "2", "--json", "--csv", csv);
        Assert.Equal(0, exitCode);
        JsonElement group = JsonDocument.Parse(output).RootElement[0].GetProperty("groups")[0];
        Assert.Equal("cubic", group.GetProperty("name").GetString());
        Assert.Equal("RockSalt_NaCl", group.GetProperty("likeliest").GetString());
        JsonElement best = JsonDocument.Parse(output).RootElement[0].GetProperty("candidates")[0];
        Assert.InRange(group.GetProperty("probability").GetDouble(), best.GetProperty("probability").GetDouble(), 1);
        Assert.EndsWith(
            "group_1,group_probability_1,group_2,group_probability_2,answer_text,warning,error",
            File.ReadAllLines(csv)[0],
            StringComparison.Ordinal);
        Assert.Contains(",cubic,", File.ReadAllLines(csv)[1], StringComparison.Ordinal);
        string text = Run(Example("rock_salt.cif"), "--group", "bravais").Output;
        Assert.Contains("cF", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lone_atom_is_not_classified()
    {
        string file = Path.Combine(_folder, "alone.xyz");
        File.WriteAllText(file, "1\n\nCu 0 0 0\n");
        (int exitCode, string output, string error) = Run(file);
        Assert.Equal((CommandLineApplication.Failure, ""), (exitCode, error));
        Assert.Contains("Cu, 1 atom\n", output, StringComparison.Ordinal);
        Assert.Contains("not classified: too few atoms", output, StringComparison.Ordinal);
        (exitCode, output, error) = Run(file, "--json");
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Contains("alone.xyz, frame 1: not classified: too few atoms", error, StringComparison.Ordinal);
        JsonElement structure = JsonDocument.Parse(output).RootElement[0];
        Assert.Equal(0, structure.GetProperty("candidates").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, structure.GetProperty("mutual_information").ValueKind);
    }

    [Fact]
    public void A_broken_frame_is_reported_and_the_frames_behind_it_are_classified()
    {
        string[] frame = File.ReadAllText(Example("iron.lammpstrj")).Split("ITEM: TIMESTEP", 3);
        string good = $"ITEM: TIMESTEP{frame[1]}", run = Path.Combine(_folder, "run.dump");
        File.WriteAllText(
            run, good + good.Replace("OF ATOMS\n", "OF ATOMS\n9", StringComparison.Ordinal) + good);
        (int exitCode, string output, string error) = Run(run, "--json", "--passes", "50", "--species", "Fe");

        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.Equal(
            [1, 3],
            JsonDocument.Parse(output).RootElement.EnumerateArray()
                .Where(s => s.TryGetProperty("candidates", out _)).Select(s => s.GetProperty("frame").GetInt32()));
        Assert.Contains("the frame before this line is truncated", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_a_list_are_classified_and_failures_have_rows()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "samples")).FullName;
        File.Copy(Example("rock_salt.cif"), Path.Combine(folder, "salt.cif"));
        File.WriteAllText(Path.Combine(folder, "bad.xyz"), "2\ntruncated\nCu 0 0 0\n");
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "Nothing.\n");
        string csv = Path.Combine(folder, "classes.csv");
        for (int time = 0; time < 2; time++)
        {
            // The table of the first time is no input of the second.
            (int exitCode, string output, string error) = Run(folder, "--csv", csv, "--passes", "50", "--brief");
            Assert.Equal(CommandLineApplication.Failure, exitCode);
            Assert.Single(output.TrimEnd().Split('\n'));
            Assert.StartsWith($"{Path.Combine(folder, "salt.cif")}", output, StringComparison.Ordinal);
            Assert.Contains("rock salt (B1), known", output, StringComparison.Ordinal);
            Assert.Contains("left out", error, StringComparison.Ordinal);
            Assert.Contains("notes.txt", error, StringComparison.Ordinal);
            string[][] rows = [.. File.ReadAllLines(csv).Select(line => line.Split(','))];
            Assert.Equal(3, rows.Length);
            int answer = Array.IndexOf(rows[0], "answer");
            Assert.Equal(["", "RockSalt_NaCl"], rows[1..].Select(row => row[answer]));
            Assert.EndsWith("bad.xyz", rows[1][0], StringComparison.Ordinal);
            Assert.Contains("bad.xyz, line 4: the file ends", File.ReadAllLines(csv)[1], StringComparison.Ordinal);
        }

        string list = Path.Combine(_folder, "list.txt");
        File.WriteAllText(list, $"# two\nsamples/salt.cif\n{Example("MoS2_layer.vasp")}\n");
        string[] lines = Run("--files", list, "--json-lines", "--passes", "50").Output.TrimEnd().Split('\n');
        Assert.Equal(
            ["RockSalt_NaCl", "MoS2"],
            lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("answer").GetString()));
    }

    [Fact]
    public void Frame_timestep_and_block_are_told()
    {
        string[] few = ["--frames", "2:", "--passes", "50"];
        string run = Example("iron.lammpstrj");
        JsonElement[] frames =
            [.. JsonDocument.Parse(Run([run, .. few, "--json"]).Output).RootElement.EnumerateArray()];
        Assert.Equal([2, 3], frames.Select(frame => frame.GetProperty("frame").GetInt32()));
        string step = frames[1].GetProperty("timestep").GetInt64().ToString(CultureInfo.InvariantCulture);
        string text = Run([run, .. few]).Output;
        Assert.Contains($"iron.lammpstrj, frame 3, timestep {step}: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("frame 1", text, StringComparison.Ordinal);

        string blocks = Path.Combine(_folder, "blocks.cif");
        string cif = File.ReadAllText(Example("rock_salt.cif"));
        int name = cif.IndexOf("data_", StringComparison.Ordinal);
        string rest = cif[(name + cif[name..].IndexOfAny(['\n', '\r']))..];
        File.WriteAllText(blocks, $"data_first{rest}\ndata_second{rest}");
        string output = Run(blocks, "--brief", "--passes", "50").Output;
        Assert.Contains("blocks.cif (first): ", output, StringComparison.Ordinal);
        Assert.Contains("blocks.cif, frame 2 (second): ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_for_the_table_is_not_made_by_accident()
    {
        foreach (string option in new[] { "--csv", "--hidden" })
        {
            string file = Path.Combine(_folder, "no-folder", "file");
            string reason = Assert.Throws<IOException>(() => Run(Example("rock_salt.cif"), option, file)).Message;
            Assert.Contains($"there is no folder", reason, StringComparison.Ordinal);
            Assert.Contains(option, reason, StringComparison.Ordinal);
            reason = Assert.Throws<IOException>(() => Run(Example("rock_salt.cif"), option, "no-folder/")).Message;
            Assert.Contains("name a file", reason, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("--passes", "0")]
    [InlineData("--top", "-1")]
    [InlineData("--seed", "x")]
    [InlineData("--format", "no-such-format")]
    public void Wrong_values_are_wrong_usage(string option, string value) =>
        Assert.NotEmpty(ClassifyCommand.Create().Parse([Example("rock_salt.cif"), option, value]).Errors);

    private static string Example(string name)
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Arise.slnx")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "examples", name);
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = ClassifyCommand.Create().Parse(args).Invoke(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
        });
        return (exitCode, output.ToString(), error.ToString());
    }
}
