"""What other programs can call, through Gradio's API or as tools."""
