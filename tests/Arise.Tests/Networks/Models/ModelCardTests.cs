using System.Globalization;
using Arise.Networks.Models;
using Arise.Recognition;

namespace Arise.Tests.Networks.Models;

public sealed class ModelCardTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-card-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_figures_of_the_training_record_stand_in_the_card()
    {
        BayesianNetwork network = ShippedModels.Find("arise-108");
        TrainingRecord record = network.Metadata.Training!;
        string card = ModelCard.Text(network, "some model", TimeSpan.FromSeconds(3725));
        Assert.StartsWith("# some model\n", card, StringComparison.Ordinal);
        foreach (string figure in new[]
        {
            "316-256-512-256-108, 371820 parameters",
            $"training ({record.TrainingRows} rows) | {Percent(record.TrainingAccuracy)}",
            $"validation ({record.ValidationRows} rows) | {Percent(record.ValidationAccuracy!.Value)}",
            $"all | {Percent(record.TotalAccuracy)}",
            $"epoch {record.BestEpoch} ",
            record.DataDigest,
            record.Command!,
            "01:02:05",
            "| cutoff | 4 |",
        })
        {
            Assert.Contains(figure, card, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("| time |", ModelCard.Text(network, "some model"), StringComparison.Ordinal);
    }

    // Cards may say more than what the training record knows.
    [Fact]
    public void The_figures_of_the_shipped_cards_are_those_of_the_shipped_models()
    {
        foreach (string name in ShippedModels.Names)
        {
            string path = Path.Combine(_folder, name + ".md");
            ModelCard.Write(ShippedModels.Find(name), path);
            string[] shipped = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "models", name + ".md"));
            string[] figures = [.. File.ReadAllLines(path).Where(line => line.StartsWith('|'))];
            Assert.True(figures.Length > 15);

            // A command that is too long for a row of the page stands in a block, over several lines.
            string command = ShippedModels.Find(name).Metadata.Training!.Command!;
            Assert.Contains(command, string.Join('\n', shipped).Replace(" \\\n    ", " ", StringComparison.Ordinal));
            Assert.All(
                figures.Where(line => !line.Contains(command, StringComparison.Ordinal)),
                line => Assert.Contains(line, shipped));
        }
    }

    [Fact]
    public void A_model_that_was_not_trained_has_no_card()
    {
        BayesianNetwork trained = ShippedModels.Default;
        var untrained = new BayesianNetwork(
            trained.Architecture, trained.Layers, trained.Metadata with { Training = null });
        Assert.Throws<ArgumentException>(() => ModelCard.Text(untrained, "x"));
        Assert.Throws<ArgumentException>(() => ModelCard.Write(untrained, Path.Combine(_folder, "x.md")));
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.00} %");
}
