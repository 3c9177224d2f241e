using System.CommandLine;
using System.CommandLine.Parsing;
using Arise.Networks;

namespace Arise.Cli;

/// <summary><c>arise explore</c>: what does the network tell apart beyond its classes?</summary>
internal static class ExploreCommand
{
    public static Command Create()
    {
        var command = new Verb(
            "explore",
            "Clusters and an embedding of what the network sees: unsupervised analysis of a sample.",
            """
            The boxes of a map (or many structures) are points in the space of a hidden layer. HDBSCAN finds
            clusters and outliers, UMAP an embedding; a table tells what the points of each cluster have in
            common. Written to the folder: clusters.csv, points.csv, explore.npz (numpy), figures, atoms.xyz,
            summary and manifest. A scan writes scan.csv only. See docs/how-to/explore.md.

            Examples:
              arise explore polycrystal-map --min-cluster-size 500
              arise explore slab.xyz --box 16 --stride 1,1,16 --scan min_cluster_size=25,100,500
              arise explore particle.xyz --box 12 --stride 2 --class L1_0 --join-outliers
              arise explore --structures "frames/*.xyz" --layer 3 --neighbors 100 --min-dist 0.9
              arise explore --structures --files list.txt --every 10
            """);
        ExploreOptions.Names.AddTo(command);
        foreach (Option option in (Option[])[.. ExploreOptions.OfExploration, .. BoxOptions.All])
            command.Add(option);
        command.Validators.Add(RequireBoxesOfItsOwn);
        foreach (Option option in ExploreOptions.OfEmbedding)
        {
            command.TakesOnlyWith(
                option,
                result => !result.GetValue(ExploreOptions.NoEmbedding)
                    && !CommandRules.IsGiven(result, ExploreOptions.Scan),
                "neither --no-embedding nor --scan embeds anything");
        }

        var prediction = new PredictionOptions(command, PredictionMode.Adaptive);
        command.Add(ExploreOptions.Format);
        command.Add(ExploreOptions.Species);
        command.SetAction((parsed, cancellation) =>
            Task.FromResult(new ExploreRun(parsed, prediction).Run(cancellation)));
        return command;
    }

    private static void RequireBoxesOfItsOwn(CommandResult result)
    {
        string[] inputs = result.GetValue(ExploreOptions.Inputs) ?? [];
        bool structures = result.GetValue(ExploreOptions.Structures);
        if ((inputs.Length > 1 || ExploreOptions.Names.HasList(result)) && !structures)
            result.AddError("Several inputs are explored together with --structures only.");
        string? owner = structures ? "--structures has no boxes"
            : inputs.Any(Directory.Exists) ? "a folder of 'arise map' has its own boxes" : null;
        Refuse(owner, BoxOptions.All);
        if (!structures && inputs.Any(Directory.Exists) && ExploreOptions.Names.IsOfFrames(result))
            result.AddError("A folder of 'arise map' has no frames to choose from.");
        if (!structures && inputs.Any(Directory.Exists))
            Refuse("a folder of 'arise map' has its own atoms", ExploreOptions.OneSpecies, ExploreOptions.Ignore);

        void Refuse(string? why, params Option[] options)
        {
            foreach (Option option in options)
            {
                if (why is not null && result.GetResult(option) is { Implicit: false })
                    result.AddError($"{option.Name}: {why}.");
            }
        }
    }
}
